package vestnik.box.clinic;

import java.util.List;

/// A row of the clinic's file of representatives: who acts for one patient; days are empty where there is no limit.
record Representation(String id, Name name, Contact contact, String patientId, String relationship, String until) {

    List<String> row() {
        return List.of(id, name.family(), name.given(), name.patronymic(), "", "", contact.email(), contact.phone(),
                patientId, relationship, "", until);
    }
}
