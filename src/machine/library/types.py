# types: names of the types of the interpreter.
import _machine

SimpleNamespace = _machine.type_of('SimpleNamespace')
FunctionType = LambdaType = _machine.type_of('function')
MethodType = _machine.type_of('method')
BuiltinFunctionType = BuiltinMethodType = _machine.type_of('builtin_function_or_method')
WrapperDescriptorType = _machine.type_of('wrapper_descriptor')
MethodWrapperType = _machine.type_of('method-wrapper')
MethodDescriptorType = _machine.type_of('method_descriptor')
ClassMethodDescriptorType = _machine.type_of('classmethod_descriptor')
MemberDescriptorType = _machine.type_of('member_descriptor')
GetSetDescriptorType = _machine.type_of('getset_descriptor')
MappingProxyType = _machine.type_of('mappingproxy')
ModuleType = _machine.type_of('module')
GeneratorType = _machine.type_of('generator')
CodeType = _machine.type_of('code')
CellType = _machine.type_of('cell')
TracebackType = _machine.type_of('traceback')
if _machine.version() >= 10:
    NoneType = _machine.type_of('NoneType')
    EllipsisType = _machine.type_of('ellipsis')
    NotImplementedType = _machine.type_of('NotImplementedType')


def resolve_bases(bases):
    resolved = []
    changed = False
    for base in bases:
        if not isinstance(base, type) and hasattr(base, '__mro_entries__'):
            changed = True
            resolved.extend(base.__mro_entries__(bases))
        else:
            resolved.append(base)
    return tuple(resolved) if changed else bases


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    kwds = dict(kwds) if kwds else {}
    if 'metaclass' in kwds:
        meta = kwds.pop('metaclass')
    elif resolved:
        meta = type(resolved[0])
    else:
        meta = type
    for base in resolved:
        if issubclass(meta, type(base)):
            continue
        if not issubclass(type(base), meta):
            raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) '
                            'subclass of the metaclasses of all its bases')
        meta = type(base)
    namespace = meta.__prepare__(name, resolved, **kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    return meta(name, resolved, namespace, **kwds)
