package vestnik.receipt.mailbox;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes the database refuse every receipt of one mailing.
final class Poison {

    private Poison() {}

    static void of(long mailing, JdbcClient jdbc) {
        jdbc.sql("""
                create or replace function poison() returns trigger language plpgsql as $$
                begin
                  if new.mailing_id = %d then
                    raise exception 'poison';
                  end if;
                  return new;
                end $$;
                create trigger poison before insert on receipt for each row execute function poison()
                """.formatted(mailing)).update();
    }
}
