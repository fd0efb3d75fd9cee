package vestnik.test;

import javax.sql.DataSource;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/// Lets each class of tests begin as if it were the only one: with an empty database and at [TestClock#START].
public final class EmptyClinic extends AbstractTestExecutionListener {

    @Override
    public void beforeTestClass(TestContext test) {
        var service = test.getApplicationContext();
        new Clinic(service.getBean(DataSource.class)).close();
        service.getBean(TestClock.class).set(TestClock.START);
    }
}
