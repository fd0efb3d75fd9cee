package vestnik.clinic.intake;

import org.jspecify.annotations.Nullable;

/// What patients and representatives have in common.
record Person(@Nullable String familyName, @Nullable String givenName, @Nullable String patronymic, boolean deceased,
        String locale, @Nullable String email, @Nullable Phone phone) {

    @Nullable
    String phoneNumber() {
        return phone == null ? null : phone.number();
    }

    boolean takesSms() {
        return phone != null && phone.takesSms();
    }
}
