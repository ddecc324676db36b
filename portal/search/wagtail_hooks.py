"""What search adds to Wagtail's admin: the words that people say."""

from wagtail.snippets.models import register_snippet

from portal.search.viewsets import LayWordViewSet

register_snippet(LayWordViewSet)
