"""Shrinks a program: the smallest one, by small deletions, that still has a property."""
import ast
import copy


BATCH = 40


def shrink(source, still):
    """The smallest program found. `still(sources)` answers which of them have the property, as a list of booleans."""
    best, found = source, source
    while found:
        best, found = found, None
        candidates = [text for text in dict.fromkeys(smaller(best)) if len(text) < len(best)]
        for start in range(0, len(candidates), BATCH):
            batch = candidates[start:start + BATCH]
            kept = [text for text, keeps in zip(batch, still(batch)) if keeps]
            if kept:
                found = min(kept, key=len)
                break
    return best


def smaller(source):
    """Programs that are a little or much smaller."""
    tree = ast.parse(source)
    size = len(tree.body)
    step = size // 2
    while step:
        for start in range(0, size, step):
            yield text_of(tree, lambda copied: copied.body.__delitem__(slice(start, start + step)))
        step //= 2
    for place, node in enumerate(ast.walk(tree)):
        for change in changes(node):
            yield text_of(tree, lambda copied: change(list(ast.walk(copied))[place]))


def text_of(tree, change):
    copied = copy.deepcopy(tree)
    change(copied)
    try:
        return ast.unparse(ast.fix_missing_locations(copied)) + "\n"
    except Exception:
        return ""


def changes(node):
    """Functions that each make one thing in a node smaller."""
    for field, value in ast.iter_fields(node):
        if isinstance(value, list):
            yield from list_changes(node, field, value)
        elif isinstance(value, ast.expr) and not isinstance(value, ast.Constant):
            yield from expression_changes(field, value)
        elif isinstance(value, ast.expr) and field in ("returns", "annotation") and isinstance(node, (ast.FunctionDef, ast.arg)):
            yield lambda node, field=field: setattr(node, field, None)


def list_changes(node, field, value):
    for index, item in enumerate(value):
        if field == "body" and len(value) == 1:
            if not isinstance(item, ast.Pass) and not isinstance(node, ast.Module):
                yield lambda node, field=field: setattr(node, field, [ast.Pass()])
        elif not (isinstance(node, ast.Dict) or field in ("handlers", "ops", "comparators", "generators", "targets")):
            yield lambda node, field=field, index=index: getattr(node, field).__delitem__(index)
        if isinstance(item, (ast.Try, ast.If)):
            yield lambda node, field=field, index=index: lift(getattr(node, field), index)
        if isinstance(item, ast.expr) and not isinstance(item, ast.Constant):
            for part in ast.iter_child_nodes(item):
                if isinstance(part, ast.expr):
                    where = list(ast.iter_child_nodes(item)).index(part)
                    yield lambda node, field=field, index=index, where=where: replace(getattr(node, field), index, where)
            yield lambda node, field=field, index=index: getattr(node, field).__setitem__(index, ast.Constant(0))
    if isinstance(node, ast.Dict) and field == "keys":
        for index in range(len(value)):
            yield lambda node, index=index: (node.keys.pop(index), node.values.pop(index))
    if field == "handlers" and value and isinstance(node, ast.Try):
        yield lambda node: setattr(node, "handlers", [ast.ExceptHandler(ast.Name("Exception"), "e", ast.parse("print(type(e).__name__, e)").body)])


def expression_changes(field, value):
    for where, part in enumerate(ast.iter_child_nodes(value)):
        if isinstance(part, ast.expr):
            yield lambda node, field=field, where=where: setattr(node, field, list(ast.iter_child_nodes(getattr(node, field)))[where])
    yield lambda node, field=field: setattr(node, field, ast.Constant(0))
    if not isinstance(value, ast.Tuple):
        yield lambda node, field=field: setattr(node, field, ast.Tuple([], ast.Load()))


def lift(statements, index):
    """A compound statement is replaced by its body."""
    statements[index:index + 1] = statements[index].body


def replace(items, index, where):
    items[index] = list(ast.iter_child_nodes(items[index]))[where]
