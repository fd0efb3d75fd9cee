package vestnik.template;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Invented people and visits, for the check at start and for previews.
final class Samples {

    private static final Map<String, String> RUSSIAN = Map.ofEntries(
            entry("clinicName", "Мой доктор"),
            entry("recipientName", "Анна Сергеевна"),
            entry("wardName", "Маша"),
            entry("appointmentDate", "среда, 25 ноября"),
            entry("appointmentDay", "25.11"),
            entry("appointmentTime", "10:30"),
            entry("branchName", "Клиника на Лесной"),
            entry("branchAddress", "ул. Лесная, 5"),
            entry("branchPhone", "+7 495 123-45-67"),
            entry("specialistName", "Ольга Петровна Иванова"),
            entry("visitDate", "18 ноября"),
            entry("reviewUrl", "https://clinic.example/review"),
            entry("unsubscribeUrl", "https://clinic.example/u/Zk3vQ8mXw1bT6rJp2LhN0c"),
            entry("confirmUrl", "https://clinic.example/c/Lh2pJr6Tb1wXm8Qv3kZc0N"),
            entry("confirmCode", "482 915"));
    private static final Map<String, String> ENGLISH = Map.ofEntries(
            entry("clinicName", "My Doctor"),
            entry("recipientName", "Anna Sergeevna"),
            entry("wardName", "Masha"),
            entry("appointmentDate", "Wednesday, 25 November"),
            entry("appointmentDay", "25 Nov"),
            entry("appointmentTime", "10:30"),
            entry("branchName", "Lesnaya Clinic"),
            entry("branchAddress", "5 Lesnaya St"),
            entry("branchPhone", "+7 495 123-45-67"),
            entry("specialistName", "Olga Ivanova"),
            entry("visitDate", "18 November"),
            entry("reviewUrl", "https://clinic.example/review"),
            entry("unsubscribeUrl", "https://clinic.example/u/Zk3vQ8mXw1bT6rJp2LhN0c"),
            entry("confirmUrl", "https://clinic.example/c/Lh2pJr6Tb1wXm8Qv3kZc0N"),
            entry("confirmCode", "482 915"));

    private Samples() {}

    static Map<String, String> of(Language language, Collection<String> fields) {
        var sample = new HashMap<>(switch (language) {
            case RUSSIAN -> RUSSIAN;
            case ENGLISH -> ENGLISH;
        });
        sample.keySet().retainAll(fields);
        return Map.copyOf(sample);
    }
}
