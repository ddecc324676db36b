"""The empty pairing sheet, for whoever fills one in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from directory.forms.sheet_template import sheet_template
from directory.permissions import keeps_register_anywhere

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def pairing_template(request):
    """Hand out the sheet as a file to those who keep the register."""
    if not keeps_register_anywhere(request.user):
        raise PermissionDenied
    named = content_disposition_header(as_attachment=True, filename="结对表.xlsx")
    headers = {"Content-Disposition": named}
    return HttpResponse(sheet_template(), content_type=XLSX, headers=headers)
