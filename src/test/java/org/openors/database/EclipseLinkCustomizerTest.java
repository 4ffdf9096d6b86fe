package org.openors.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.SqlResultSetMapping;
import org.eclipse.persistence.descriptors.RelationalDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.sessions.DatabaseSessionImpl;
import org.eclipse.persistence.queries.ColumnResult;
import org.eclipse.persistence.queries.ConstructorResult;
import org.eclipse.persistence.queries.ResultSetMappingQuery;
import org.eclipse.persistence.queries.SQLResultSetMapping;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.DatabaseRecord;
import org.eclipse.persistence.sessions.Project;
import org.junit.jupiter.api.Test;

public class EclipseLinkCustomizerTest {

    private static final String MAPPING = "rows";

    @SqlResultSetMapping(name = MAPPING)
    private static final class Mapped {}

    public record Row(String title) {}

    private static final class CountedResult extends ConstructorResult {

        private static final long serialVersionUID = 1;

        private int initialized;

        CountedResult() {
            super(Row.class);
        }

        @Override
        protected void initialize(DatabaseRecord row, ResultSetMappingQuery query) {
            initialized++;
            super.initialize(row, query);
        }
    }

    /** EclipseLink would do it at the first row, in each of the requests that get theirs at the same moment. */
    @Test
    void initializesAConstructorResultBeforeTheFirstRow() {
        var result = new CountedResult();
        var title = new DatabaseField("title");
        title.setType(String.class);
        result.addColumnResult(new ColumnResult(title));
        new EclipseLinkCustomizer().customize(new DatabaseSessionImpl(projectWith(result)));
        assertThat(result.initialized).isEqualTo(1);

        var row = new DatabaseRecord();
        row.put(title, "a title");
        assertThat(result.getValueFromRecord(row, null)).isEqualTo(new Row("a title"));
        assertThat(result.initialized).isEqualTo(1);
    }

    private static Project projectWith(ConstructorResult result) {
        var entity = new RelationalDescriptor();
        entity.setJavaClass(Mapped.class);
        var mapping = new SQLResultSetMapping(MAPPING);
        mapping.addResult(result);
        var project = new Project(new DatabaseLogin());
        project.addDescriptor(entity);
        project.addSQLResultSetMapping(mapping);
        return project;
    }
}
