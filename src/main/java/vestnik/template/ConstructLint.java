package vestnik.template;

import java.util.Optional;
import java.util.Set;

/// Lets a template do no more than print fields and leave out what is absent.
///
/// What is allowed is listed, all else is refused: so there is nothing that loops, reads, runs, sets or hides an error.
final class ConstructLint {

    private static final Set<String> ELEMENTS = Set.of("MixedContent", "TextBlock", "DollarVariable", "IfBlock",
            "ConditionalBlock", "Comment", "TrimInstruction");
    private static final Set<String> EXPRESSIONS = Set.of("StringLiteral", "DefaultToExpression",
            "ExistsExpression", "ParentheticalExpression", "AndExpression", "OrExpression", "NotExpression",
            "AddConcatExpression");
    private static final Set<String> BUILT_INS = Set.of("has_content", "trim", "cap_first", "uncap_first", "upper_case",
            "lower_case");

    private final Source source;
    private final Manifest manifest;
    private final Problems problems;

    ConstructLint(Source source, Manifest manifest, Problems problems) {
        this.source = source;
        this.manifest = manifest;
        this.problems = problems;
    }

    void check(ParsedPart parsed) {
        if (source.text().stripLeading().startsWith("<#ftl")) {
            problems.add(source.file(), 1, "#ftl is not allowed: how a file is read follows from its name");
        }
        check(parsed.tree());
    }

    private void check(Node node) {
        switch (node) {
            case Node.Element element -> require(ELEMENTS.contains(element.type()), node, element.text());
            case Node.Expression expression ->
                require(EXPRESSIONS.contains(expression.type()), node, expression.text());
            case Node.BuiltIn builtIn -> require(BUILT_INS.contains(builtIn.name()), node, "?" + builtIn.name());
            case Node.Variable variable -> checkVariable(variable);
        }
        node.children().forEach(this::check);
    }

    private void checkVariable(Node.Variable variable) {
        String name = variable.name();
        Optional<Field> field = Field.named(name);
        if (field.isEmpty()) {
            problem(variable, "unknown variable " + name);
        } else if (!manifest.fields().contains(name)) {
            problem(variable, "the field " + name + " is not listed in template.yaml");
        } else if (source.isExposed() && !field.get().isExposable()) {
            problem(variable, name + " must not stand in a subject, preheader or SMS, where others may see it");
        }
    }

    private void require(boolean allowed, Node node, String construct) {
        if (!allowed) {
            problem(node,
                    construct + " is not allowed: a template prints fields and asks with #if whether they are there");
        }
    }

    private void problem(Node node, String message) {
        problems.add(source.file(), node.line(), message);
    }
}
