"""What Wagtail itself offers beside the register's screens, asked by those who have few rights."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.log_actions import log

from portal.media.models import PortalImage
from tests.factories.media import photo
from tests.trust.admin_world import AdminWorld

FEW_RIGHTS = ("other bureau", "bureau", "office", "other office", "leader")


def picture(user):
    file = SimpleUploadedFile("a.jpg", photo(), content_type="image/jpeg")
    return PortalImage.objects.create(title="a", file=file, uploaded_by_user=user)


@pytest.fixture
def world(db, caplog, settings, tmp_path):
    caplog.set_level("CRITICAL")
    settings.PRIVATE_ROOT = settings.MEDIA_ROOT = tmp_path
    return AdminWorld()


class TestPictures:
    """A picture of somebody else's: an adviser's portrait, a WeChat code, an article's photo."""

    @pytest.mark.parametrize("actor", FEW_RIGHTS)
    @pytest.mark.parametrize("name", ["edit", "delete"])
    def test_nobody_of_the_register_touches_the_pictures_of_others(self, world, actor, name):
        image = picture(world.users["editor"])
        url = reverse(f"wagtailimages:{name}", args=[image.pk])
        client = world.client(actor)
        for answer in (client.get(url), client.post(url, {"title": "taken"})):
            assert answer.status_code in (302, 403)
            assert answer.headers.get("Location") != reverse("wagtailimages:index")
        image.refresh_from_db()
        assert image.title != "taken"

    @pytest.mark.parametrize("actor", ["bureau", "office"])
    def test_own_pictures_are_added_and_corrected(self, world, actor):
        client, user = world.client(actor), world.users[actor]
        image = picture(user)
        assert client.get(reverse("wagtailimages:add")).status_code == 200
        assert client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200


class TestSiteHistory:
    """Wagtail's report knows rights on models, not places: it names rows of the whole country."""

    NAMES = ("wagtailadmin_reports:site_history", "wagtailadmin_reports:site_history_results")

    @pytest.mark.parametrize("actor", [*FEW_RIGHTS, "editor"])
    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("query", ["", "?export=csv", "?export=xlsx", "?label=1"])
    def test_is_closed(self, world, actor, name, query):
        log(world.rows["adviser"], "wagtail.edit")
        answer = world.client(actor).get(f"{reverse(name)}{query}")
        assert answer.status_code in (302, 403)
        assert world.rows["adviser"].name.encode() not in answer.content

    @pytest.mark.parametrize("name", NAMES)
    def test_is_open_to_the_superuser(self, world, name):
        assert world.client("superuser").get(reverse(name)).status_code == 200

    @pytest.mark.parametrize("actor", ["office", "editor"])
    def test_is_in_no_menu(self, world, actor):
        page = world.client(actor).get(reverse("wagtailadmin_home")).content.decode()
        assert "site-history" not in page

    def test_is_in_the_superusers_menu(self, world):
        page = world.client("superuser").get(reverse("wagtailadmin_home")).content.decode()
        assert "site-history" in page


class TestOtherScreensOfWagtail:
    @pytest.mark.parametrize("actor", [*FEW_RIGHTS, "editor"])
    @pytest.mark.parametrize(
        "name",
        ["wagtailusers_users:index", "wagtailusers_users:add", "wagtailusers_groups:index"],
    )
    def test_users_and_groups_are_closed(self, world, actor, name):
        answer = world.client(actor).get(reverse(name))
        assert answer.status_code in (302, 403)

    @pytest.mark.parametrize("actor", ["office", "leader", "other office", "editor"])
    def test_settings_are_closed(self, world, actor):
        client = world.client(actor)
        settings = [("directory", "registersettings"), ("pages", "sitesettings")]
        for model in [*settings, ("portal_search", "searchsettings")]:
            answer = client.get(reverse("wagtailsettings:edit", args=model))
            assert answer.status_code in (302, 403, 404), model


class TestGroupWithoutAnAppointment:
    """Screens whose rows lie nowhere open to those who hold a role today, not to group members."""

    @pytest.mark.parametrize("name", ["application", "training", "firm", "topic"])
    def test_finds_nothing(self, world, name):
        user = world.users["nobody"]
        user.groups.add(Group.objects.get(name="司法局"))
        client, screen = world.client("nobody"), f"register/{name}s"
        row = world.rows[name]
        assert str(row) not in client.get(reverse(f"{screen}:index")).content.decode()
        for view in ("inspect", "edit", "history"):
            assert client.get(reverse(f"{screen}:{view}", args=[row.pk])).status_code == 404

    def test_an_ended_appointment_ends_at_once(self, world):
        user = world.users["bureau"]
        user.appointments.update(starts_on="2020-01-01", ends_on="2020-12-31")
        url = reverse("register/applications:inspect", args=[world.rows["application"].pk])
        assert world.client("bureau").get(url).status_code == 404


class TestChoosers:
    @pytest.mark.parametrize("name", ["chosen_multiple", "chosen"])
    def test_places_elsewhere_are_not_named(self, world, name):
        village = world.rows["village"]
        address = f"choose_village:{name}"
        url = reverse(address, args=[village.pk] if name == "chosen" else [])
        query = {} if name == "chosen" else {"id": village.pk}
        for actor in ("other office", "editor"):
            answer = world.client(actor).get(url, query)
            assert village.name not in answer.content.decode()
        assert world.client("office").get(url, query).status_code == 200
