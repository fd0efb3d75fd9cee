package vestnik.template;

import java.util.List;

/// A piece of a parsed template. Types are FreeMarker's names for its own classes.
sealed interface Node {

    /// Where it begins, from 1.
    int line();

    List<Node> children();

    /// Text, an interpolation, or a directive such as `#if`.
    record Element(String type, String text, int line, List<Node> children) implements Node {}

    record Variable(String name, int line, List<Node> children) implements Node {}

    /// What stands behind a question mark.
    record BuiltIn(String name, int line, List<Node> children) implements Node {}

    record Expression(String type, String text, int line, List<Node> children) implements Node {}
}
