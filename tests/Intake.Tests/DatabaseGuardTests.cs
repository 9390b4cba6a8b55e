using Npgsql;

namespace Efficiency.Intake.Tests;

/// <summary>What the database refuses whoever asks: rules that no bug and no hand at the console gets past.</summary>
[Collection(IntakeCollection.Name)]
public sealed class DatabaseGuardTests(IntakeService intake)
{
    [Theory]
    // FI-01: recorded once and for ever.
    [InlineData("contact", "update contact set first_inquiry_staff_id = gen_random_uuid() where id = $1")]
    // FI-21: closed means answered.
    [InlineData("contact", "update contact set status = 'answered' where id = $1")]
    [InlineData("contact", "update contact set status = 'answered', answered_at = now(), sealed_answer = 'x', outcome = 'oral-refusal' where id = $1")]
    // TL-04: an accepted case has its instant; TL-01: so has a completed one.
    [InlineData("case", "update case_file set status = 'accepted' where id = $1")]
    [InlineData("case", "update case_file set status = 'completed', accepted_at = received_at where id = $1")]
    [InlineData("case", "update case_file set status = 'rejected' where id = $1")]
    // OT-01: notice given means that there is one.
    [InlineData("case", "update case_file set status = 'notice-given' where id = $1")]
    // FI-09: the register is written once.
    [InlineData("case", "update register_entry set number = number + 1000 where case_id = $1")]
    [InlineData("case", "delete from register_entry where case_id = $1")]
    // LAW-03: no other reason stops a clock, and one pause at a time.
    [InlineData("case", "insert into case_pause values (gen_random_uuid(), $1, 'holiday', 1, now())")]
    [InlineData("case", "insert into case_pause select gen_random_uuid(), $1, 'hearing', 1, now() from generate_series(1, 2)")]
    // OG-14, OG-15: public only by another hand, and never changed afterwards.
    [InlineData("item", "update item_version set published_by = author where item_id = $1")]
    [InlineData("item", "update item_version set limits = '[]' where item_id = $1")]
    public async Task Database_refuses(string subject, string sql)
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var id = subject switch
        {
            "contact" => (await organ.ContactAsync()).Id(),
            "case" => (await organ.CaseAsync(itemId, "a")).Id(),
            _ => itemId,
        };
        var refused = await Should.ThrowAsync<PostgresException>(() => intake.Service.ScalarAsync<object>(sql, id));
        refused.SqlState.ShouldStartWith("23", Case.Sensitive, refused.MessageText);
    }

    [Fact]
    public async Task Two_versions_of_an_item_are_never_public_together()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var refused = await Should.ThrowAsync<PostgresException>(() => intake.Service.ScalarAsync<object>(
            "insert into item_version select item_id, number + 1, status, name, basis, conditions, procedure, materials, limits, author, "
            + "drafted_at, submitted_by, submitted_at, published_by, published_at from item_version where item_id = $1", itemId));
        refused.SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
    }
}
