package vestnik.box.clinic;

import java.time.ZoneId;

/// Where the invented clinic receives patients; the first one does so around the clock.
enum Branch {
    BRYANSK("B-1", "На Красноармейской", "г. Брянск, ул. Красноармейская, 100", "+7 4832 00-00-01", "Europe/Moscow"), //
    KALININGRAD("B-2", "У Верхнего озера", "г. Калининград, ул. Верхнеозёрная, 12", "+7 4012 00-00-02",
            "Europe/Kaliningrad"), //
    YEKATERINBURG("B-3", "На Малышева", "г. Екатеринбург, ул. Малышева, 51", "+7 343 500-00-03", "Asia/Yekaterinburg");

    private final String id;
    private final String address;
    private final String phone;
    private final String title;
    private final ZoneId zone;

    Branch(String id, String title, String address, String phone, String zone) {
        this.id = id;
        this.title = title;
        this.address = address;
        this.phone = phone;
        this.zone = ZoneId.of(zone);
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    String address() {
        return address;
    }

    String phone() {
        return phone;
    }

    ZoneId zone() {
        return zone;
    }

    boolean isOpen(int hour) {
        return this == BRYANSK || (hour >= 8 && hour < 20);
    }
}
