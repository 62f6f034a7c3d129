"""A return under a form that has changed since: what the workbook's form has no place for any more."""

from kumareport.model.form import Form
from kumareport.review.merge.edits import Edit, EditKind, Harvest, Unread
from kumareport.review.merge.sameness import shown


def set_aside(harvest: Harvest, issued: Form, now: Form) -> None:
    """Move such edits to 読取不能. Records that are still there are matched by their keys.

    Args:
        harvest: what a return says.
        issued: the form that it was sent out with.
        now: the workbook's.
    """
    if issued == now:
        return
    kept: list[Edit] = []
    for edit in harvest.edits:
        reason = _reason(edit, issued, now)
        if reason:
            target = edit.target
            said = shown(target.column, target.unit, edit.proposed)
            harvest.unread.append(Unread(edit.sender, reason, said))
        else:
            kept.append(edit)
    harvest.edits[:] = kept


def _reason(edit: Edit, issued: Form, now: Form) -> str:
    target = edit.target
    if edit.kind is EditKind.ADD and now.kind(target.kind) is None:
        return f"ブックの様式に、区分「{target.kind}」がなくなっています"
    gone = {field.name for field in issued.fields} - {field.name for field in now.fields}
    if target.column in gone:
        return f"ブックの様式に、項目「{target.label}」がなくなっています"
    return ""
