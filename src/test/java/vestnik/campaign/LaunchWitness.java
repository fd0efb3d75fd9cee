package vestnik.campaign;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Notes every launch, and refuses one that another connection does not see yet.
class LaunchWitness {

    private final Queue<CampaignLaunched> launches = new ConcurrentLinkedQueue<>();
    private final JdbcClient jdbc;

    LaunchWitness(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void launched(CampaignLaunched launch) {
        boolean committed = jdbc.sql("select launched_at is not null and pg_current_xact_id_if_assigned() is null"
                + " from campaign where id = ?").param(launch.campaignId()).query(Boolean.class).single();
        if (committed) {
            launches.add(launch);
        }
    }

    List<CampaignLaunched> launches(long campaign) {
        return launches.stream().filter(launch -> launch.campaignId() == campaign).toList();
    }
}
