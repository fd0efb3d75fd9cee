package vestnik.template;

import freemarker.core.TemplateElement;
import freemarker.core.TemplateObject;
import freemarker.template.Template;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns what FreeMarker has parsed into nodes. FreeMarker shows directives to everybody, but expressions only to its own
/// package; they are looked into when a template is loaded, never when it is rendered.
@SuppressWarnings("deprecation")
final class ParseTree {

    private static final Method COUNT = opened("getParameterCount");
    private static final Method VALUE = opened("getParameterValue", int.class);

    private ParseTree() {}

    static Node of(Template template) {
        return node(template.getRootTreeNode());
    }

    private static Node node(TemplateObject object) {
        List<Node> children = Stream.concat(parameters(object), elements(object)).map(ParseTree::node).toList();
        String type = object.getClass().getSimpleName();
        if (object instanceof TemplateElement element) {
            return new Node.Element(type, element.getDescription(), object.getBeginLine(), children);
        }
        if (type.equals("Identifier")) {
            return new Node.Variable(object.getCanonicalForm(), object.getBeginLine(), children);
        }
        if (isBuiltIn(object.getClass())) {
            return new Node.BuiltIn(String.valueOf(call(VALUE, object, 1)), object.getBeginLine(), children);
        }
        return new Node.Expression(type, object.getCanonicalForm(), object.getBeginLine(), children);
    }

    private static Stream<TemplateObject> parameters(TemplateObject object) {
        return IntStream.range(0, (int) call(COUNT, object)).mapToObj(i -> call(VALUE, object, i))
                .filter(TemplateObject.class::isInstance).map(TemplateObject.class::cast);
    }

    private static Stream<TemplateObject> elements(TemplateObject object) {
        return object instanceof TemplateElement element
                ? IntStream.range(0, element.getChildCount()).mapToObj(i -> (TemplateObject) element.getChildAt(i))
                : Stream.empty();
    }

    private static boolean isBuiltIn(@Nullable Class<?> type) {
        return type != null && (type.getSimpleName().equals("BuiltIn") || isBuiltIn(type.getSuperclass()));
    }

    private static Method opened(String name, Class<?>... parameters) {
        try {
            Method method = TemplateObject.class.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException cause) {
            throw new LinkageError("This FreeMarker does not show its expressions", cause);
        }
    }

    private static Object call(Method method, TemplateObject object, Object... arguments) {
        try {
            return method.invoke(object, arguments);
        } catch (IllegalAccessException | InvocationTargetException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
