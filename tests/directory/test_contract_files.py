"""Files of contracts: what is let in, where it is kept, who opens it, what is left behind."""

import datetime as dt
import io
import os
import time
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from PIL import Image
from wagtail.models import ModelLogEntry

from directory import actions
from directory.models import Contract
from directory.models.contracts import contract_files
from tests.factories.directory import (
    AppointmentFactory,
    FirmFactory,
    TownshipFactory,
    VillageFactory,
)
from tests.factories.media import CANARY, photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-22 09:00+08:00")


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def bureau():
    return AppointmentFactory(role="bureau").user


@pytest.fixture
def township():
    return TownshipFactory(name="教字垭镇")


@pytest.fixture
def villages(township):
    return [
        VillageFactory(parent=township, name=f"{name}村委会") for name in ("沙田", "板坪", "竹园")
    ]


def facts(party, **others):
    given = {"number": "永法顾1号", "kind": "township", "firm": FirmFactory(), "party": party}
    days = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 12, 31)}
    return given | days | others


def logged(row):
    entries = ModelLogEntry.objects.for_instance(row).order_by("pk")
    return [(entry.action, entry.user) for entry in entries]


def pdf(name="合同.pdf", content=b"%PDF-1.7\n1 0 obj"):
    return ContentFile(content, name=name)


def kept(private):
    folder = private / "contracts"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_file_is_kept_under_a_random_name_outside_of_media(
    bureau, township, villages, private, settings
):
    contract = actions.record_contract(by=bureau, file=pdf(), **facts(township))
    assert kept(private)[0].name.endswith(".pdf")
    assert "合同" not in contract.file.name
    assert str(settings.MEDIA_ROOT) not in contract.file.path
    with pytest.raises(ValueError, match="not accessible"):
        contract.file.url  # noqa: B018 (asking for it is the test)


def test_two_files_never_share_a_name(bureau, township, villages, private):
    for number, village in enumerate(villages):
        given = facts(township, number=f"号{number}")
        actions.record_contract(by=bureau, villages=[village], file=pdf(), **given)
    assert len({path.stem for path in kept(private)}) == 3


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "扫描.jpg"), ("PNG", "扫描.PNG")])
def test_pictures_lose_what_the_phone_wrote_into_them(
    bureau, township, villages, private, kind, name
):
    picture = ContentFile(photo(kind), name=name)
    contract = actions.record_contract(by=bureau, file=picture, **facts(township))
    content = kept(private)[0].read_bytes()
    assert CANARY.encode() not in content
    assert Image.open(io.BytesIO(content)).format == kind
    assert contract.file.name.endswith(name[-4:].lower())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("合同.exe", b"MZ"),
        ("合同", b"%PDF-1.7"),
        ("合同.xlsx", b"PK"),
        ("合同.svg", b"<svg/>"),
        ("合同.pdf", b"<html>"),
        ("合同.docx", b"PK\x03\x04"),
        ("合同.jpg", b"GIF89a"),
        ("合同.png", b"<?php"),
    ],
)
def test_other_files_are_refused_and_nothing_is_written(
    bureau, township, villages, private, name, content
):
    with pytest.raises(ValidationError) as refusal:
        actions.record_contract(by=bureau, file=pdf(name, content), **facts(township))
    assert "file" in refusal.value.message_dict
    assert kept(private) == []
    assert not Contract.objects.exists()


def test_a_word_file_with_macros_is_refused(bureau, township, villages):
    for macros in (False, True):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", "<w/>")
            if macros:
                archive.writestr("word/vbaProject.bin", "x")
        given = facts(township, number=f"号{macros}", villages=None)
        file = pdf("合同.docx", out.getvalue())
        if macros:
            with pytest.raises(ValidationError):
                actions.record_contract(by=bureau, file=file, **given)
        else:
            assert actions.record_contract(by=bureau, file=file, **given).file


@pytest.mark.parametrize("name", ["合同.pdf", "合同.jpg"])
def test_more_than_twenty_megabytes_are_refused(bureau, township, villages, name):
    large = ContentFile(b"%PDF-1.7", name=name)
    large.size = 20 * 1024 * 1024 + 1
    with pytest.raises(ValidationError) as refusal:
        actions.record_contract(by=bureau, file=large, **facts(township))
    assert "file" in refusal.value.message_dict


def test_a_failure_leaves_no_file_behind(bureau, township, villages, private):
    """The outer transaction fails after the file was written."""
    contract = actions.record_contract(by=bureau, **facts(township))
    with transaction.atomic():
        actions.change_contract(contract, by=bureau, file=pdf())
        transaction.set_rollback(True)
    assert len(kept(private)) == 1
    assert actions.sweep_contract_files() == 0
    old = time.time() - 2 * 24 * 3600
    os.utime(kept(private)[0], (old, old))
    call_command("sweep_contract_files")
    assert kept(private) == []


def test_a_better_scan_takes_the_place_of_the_first(bureau, township, villages, private):
    contract = actions.record_contract(by=bureau, file=pdf(), **facts(township))
    changed = actions.change_contract(contract, by=bureau, file=pdf())
    assert changed.file.name != contract.file.name
    old = time.time() - 2 * 24 * 3600
    for path in kept(private):
        os.utime(path, (old, old))
    assert actions.sweep_contract_files() == 1
    assert contract_files().exists(changed.file.name)


def test_sweeping_an_empty_store():
    assert actions.sweep_contract_files() == 0


def test_opening_is_written_down(bureau, township, villages):
    contract = actions.record_contract(by=bureau, file=pdf(), **facts(township))
    with actions.open_file(contract, by=bureau) as file:
        assert file.read().startswith(b"%PDF")
    assert logged(contract)[-1] == ("directory.contract_opened", bureau)
