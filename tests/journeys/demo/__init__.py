"""The demo county is a whole, true county: what a newcomer is shown on the first day."""

from datetime import datetime

MOMENT = datetime.fromisoformat("2027-01-01T00:07:00+08:00")
TODAY = MOMENT.date()
