using Efficiency.Intake.Domain.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Intake.Persistence;

internal sealed class ContactMapping : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.ToTable("contact", table =>
        {
            table.HasCheckConstraint("contact_channel", Columns.In<ContactChannel>("channel"));
            table.HasCheckConstraint("contact_kind", Columns.In<ContactKind>("kind"));
            table.HasCheckConstraint("contact_status", Columns.In<ContactStatus>("status"));
            // FI-21: closed means answered, and pointing or an oral "no" is no answer.
            table.HasCheckConstraint(
                "contact_closed_by_answer",
                "(status = 'answered') = (answered_at is not null and sealed_answer is not null "
                + "and outcome in ('answered', 'handled'))");
            table.HasCheckConstraint("contact_case", "status <> 'case-opened' or case_id is not null");
            table.HasCheckConstraint("contact_anonymous", "not anonymous or (caller_name is null and caller_phone is null)");
        });
        contact.Property(row => row.Id).ValueGeneratedNever();
        contact.Property(row => row.Version).IsConcurrencyToken();
        contact.HasPerson(row => row.Person, "caller");
        contact.HasIndex(row => new { row.UnitId, row.Id });
        contact.HasIndex(row => new { row.UnitId, row.Status, row.Id });
        contact.HasIndex(row => row.CaseId).IsUnique();
    }
}
