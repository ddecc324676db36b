"""Services to move: the list, the review and its one confirmation."""

import datetime as dt

import pytest

from directory.actions import record_change
from directory.models import Assignment, PlaceChange
from tests.directory.screens import officer, url
from tests.factories.directory import (
    AssignmentFactory,
    CountyFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 1, tzinfo=dt.UTC))


@pytest.fixture
def bureau(client):
    models = ("place", "placechange", "serviceroom", "wechatgroup")
    user = officer("bureau", CountyFactory(), *models)
    client.force_login(user)
    return user


class TestServicesToMove:
    @pytest.fixture
    def waiting(self, bureau):
        """A merged village whose adviser still hangs on it, and its successor."""
        village, heir = AssignmentFactory().village, VillageFactory(name="新村委会")
        record_change("merged", village, heir, happened_on=dt.date(2026, 11, 1), by=bureau)
        return village, heir

    def confirm(self, client, village, **typed):
        page = client.get(url("changes", "move", village.pk))
        form = page.context["form"]
        return client.post(
            url("changes", "move", village.pk), {"on": form.day, "seen": form.mark} | typed
        )

    def test_are_listed(self, client, waiting, django_assert_max_num_queries):
        page = client.get(url("changes", "moves")).content.decode()
        assert url("changes", "move", waiting[0].pk) in page
        assert url("changes", "moves") in client.get(url("changes", "index")).content.decode()

    def test_are_reviewed_row_by_row_and_moved_by_one_confirmation(self, client, waiting):
        village, heir = waiting
        page = client.get(url("changes", "move", village.pk)).content.decode()
        lead = Assignment.objects.get().adviser
        for words in (lead.name, "新村", "2026-11-22"):
            assert words in page
        assert self.confirm(client, village).status_code == 302
        assert Assignment.objects.get(village=heir).adviser == lead
        assert village.pk not in client.get(url("changes", "moves")).content.decode()

    def test_may_be_moved_from_another_day(self, client, waiting):
        village, heir = waiting
        address = url("changes", "move", village.pk)
        form = client.get(address, {"on": "2026-12-01"}).context["form"]
        client.post(address, {"on": form.day, "seen": form.mark})
        assert Assignment.objects.get(village=heir).starts_on == dt.date(2026, 12, 1)

    @pytest.mark.parametrize("day", ["2026-10-01", "soon", "2026-13-45", ""])
    def test_no_day_before_the_change(self, client, waiting, day):
        form = client.get(url("changes", "move", waiting[0].pk), {"on": day}).context["form"]
        assert form.day >= dt.date(2026, 11, 1)

    def test_what_was_read_must_still_hold(self, client, waiting):
        village, heir = waiting
        address = url("changes", "move", village.pk)
        form = client.get(address).context["form"]
        AssignmentFactory(village=heir)
        typed = {"on": form.day, "seen": form.mark}
        response = client.post(address, typed)
        assert response.status_code == 200
        assert response.context["form"].non_field_errors()
        assert PlaceChange.objects.get().moved_at is None
        again = response.context["form"]
        client.post(address, {"on": again.day, "seen": again.mark})
        assert PlaceChange.objects.get().moved_at is not None

    @pytest.mark.parametrize("typed", [{"on": ""}, {"on": "x"}, {"seen": ""}])
    def test_nonsense_moves_nothing(self, client, waiting, typed):
        assert self.confirm(client, waiting[0], **typed).status_code == 200
        assert PlaceChange.objects.get().moved_at is None

    def test_twice_says_so(self, client, waiting):
        self.confirm(client, waiting[0])
        response = client.get(url("changes", "move", waiting[0].pk))
        assert (response.status_code, response["Location"]) == (302, url("changes", "moves"))

    def test_of_a_split_place_ask_where_each_goes(self, client, bureau):
        village = AssignmentFactory().village
        parts = [VillageFactory(), VillageFactory()]
        record_change("split", village, parts, happened_on=TODAY, by=bureau)
        page = client.get(url("changes", "move", village.pk)).content.decode()
        assert " checked" not in page.split("<table")[1], "nothing is chosen for the bureau"
        response = self.confirm(client, village)
        assert response.status_code == 200
        item = response.context["form"].items[0]
        assert item.key in response.context["form"].errors
        self.confirm(client, village, **{item.key: parts[1].pk})
        assert Assignment.objects.filter(village=parts[1]).exists()

    def test_may_go_nowhere(self, client, bureau):
        term = AssignmentFactory()
        parts = [VillageFactory(), VillageFactory()]
        record_change("split", term.village, parts, happened_on=TODAY, by=bureau)
        self.confirm(client, term.village, **{f"assignment-{term.pk}": "nowhere"})
        assert Assignment.objects.get().ends_on == TODAY - dt.timedelta(days=1)

    def test_elsewhere_do_not_exist(self, client, waiting):
        village, _heir = waiting
        other = CountyFactory(code="430811000000", name="武陵源区")
        for user in [
            officer("bureau", other, "placechange"),
            officer("office", village.parent, "placechange"),
        ]:
            client.force_login(user)
            assert village.pk not in client.get(url("changes", "moves")).content.decode()
            for method in (client.get, client.post):
                assert method(url("changes", "move", village.pk)).status_code == 404
        assert PlaceChange.objects.get().moved_at is None

    def test_need_the_screens_right(self, client, waiting):
        client.force_login(officer("bureau", CountyFactory(), "place"))
        assert client.get(url("changes", "moves")).status_code == 302
        assert client.post(url("changes", "move", waiting[0].pk)).status_code == 302
        assert client.get(url("changes", "move", "430802999999")).status_code == 302

    def test_an_unknown_code_is_not_found(self, client, bureau):
        assert client.get(url("changes", "move", "430802999999")).status_code == 404
