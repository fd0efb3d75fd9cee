package vestnik.template;

/// Keeps what is medical out of what others may see.
final class WordLint {

    private final MedicalWords medical = new MedicalWords();
    private final Problems problems;

    WordLint(Problems problems) {
        this.problems = problems;
    }

    void check(Source source) {
        if (source.isExposed()) {
            String[] lines = source.prose().split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                check(source, i + 1, lines[i]);
            }
        }
    }

    private void check(Source source, int number, String line) {
        for (String word : medical.in(line)) {
            problems.add(source.file(), number,
                    "\"" + word + "\" is medical: it must not stand in a subject, preheader or SMS (323-FZ 13)");
        }
    }
}
