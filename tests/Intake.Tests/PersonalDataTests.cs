using System.Text.Json;
using Efficiency.ServiceDefaults;
using Npgsql;

namespace Efficiency.Intake.Tests;

/// <summary>Citizens' data: sealed in the rows, absent from events, audit and progress, masked for whoever need not know.</summary>
[Collection(IntakeCollection.Name)]
public sealed class PersonalDataTests(IntakeService intake)
{
    private const string Name = "诸葛不显";
    private const string Phone = "13611112222";
    private const string Identity = "110101199003079999";
    private const string Told = "本人不愿他人知晓之事";
    private const string Answer = "答复内容亦不外泄";

    [Fact]
    public async Task Nothing_of_a_citizen_can_be_read_in_the_database()
    {
        var organ = await intake.OrganAsync();
        await LiveAsync(organ);
        foreach (var secret in new[] { Name, Phone, Identity, Told, Answer, "136****2222", "诸葛**" })
        {
            (await TablesWithAsync(secret)).ShouldBeEmpty(secret);
        }
        // The search itself works, so the loop above did look at the right rows.
        (await TablesWithAsync(organ.DepartmentId.ToString())).Contains("service_item", StringComparer.Ordinal).ShouldBeTrue();
    }

    [Fact]
    public async Task Clerk_sees_the_citizen_and_the_superior_a_mask()
    {
        var organ = await intake.OrganAsync();
        var (contact, subject) = await LiveAsync(organ);

        var clear = (await organ.Clerk.FetchAsync($"/cases/{subject.Id()}")).GetProperty("applicant");
        (clear.Text("name"), clear.Text("phone"), clear.Text("identityNumber")).ShouldBe((Name, Phone, Identity));
        var call = await organ.FrontDesk.FetchAsync($"/contacts/{contact.Id()}");
        (call.Text("name"), call.Text("content"), call.Text("answer")).ShouldBe((Name, Told, Answer));

        var superior = organ.As(Roles.OrganHead, Guid.CreateVersion7());
        var masked = await superior.FetchAsync($"/cases/{subject.Id()}");
        masked.GetProperty("applicant").Text("name").ShouldBe("诸葛"[..1] + "**");
        masked.GetProperty("applicant").Text("phone").ShouldBe("136****2222");
        masked.Text("answer").ShouldBeNull();
        var maskedCall = await superior.FetchAsync($"/contacts/{contact.Id()}");
        (maskedCall.Text("content"), maskedCall.Text("answer"), maskedCall.Text("phone")).ShouldBe((null, null, "136****2222"));
    }

    [Theory]
    [InlineData("complaint")]
    [InlineData("tip-off")]
    [InlineData("crime-report")]
    public async Task Who_accuses_is_hidden_from_the_clerk_who_registered_him(string kind)
    {
        var organ = await intake.OrganAsync();
        var contact = await (await organ.Clerk.PostToAsync("/contacts", Call(organ, kind))).ReadAsync(201);
        contact = await organ.Clerk.FetchAsync($"/contacts/{contact.Id()}");
        (contact.Text("name"), contact.Text("phone"), contact.Text("content")).ShouldBe((null, null, Told));
        (await (await organ.Clerk.GetAsync("/contacts", Phone)).ReadAsync(200)).Texts("items", "id")
            .Contains(contact.Id().ToString(), StringComparer.Ordinal).ShouldBeFalse("nor is he found by his number");
    }

    [Theory]
    [InlineData("13611112222")]
    // As people write it.
    [InlineData("136 1111-2222")]
    [InlineData("+86 13611112222")]
    public async Task Citizen_is_found_by_his_whole_number_only(string typed)
    {
        var organ = await intake.OrganAsync();
        var (contact, subject) = await LiveAsync(organ);
        (await (await organ.Clerk.GetAsync("/cases", typed)).ReadAsync(200)).Texts("items", "id").ShouldBe([subject.Id().ToString()]);
        (await (await organ.Clerk.GetAsync("/contacts", typed)).ReadAsync(200)).Texts("items", "id").ShouldBe([contact.Id().ToString()]);
        (await (await organ.Clerk.GetAsync("/cases", "1361111222")).ReadAsync(200)).Texts("items", "id").ShouldBeEmpty();
        var other = await intake.OrganAsync();
        (await (await other.Clerk.GetAsync("/cases", typed)).ReadAsync(200)).Texts("items", "id").ShouldBeEmpty();
    }

    [Fact]
    public async Task Erased_citizen_leaves_a_case_without_a_name()
    {
        var organ = await intake.OrganAsync();
        var (_, subject) = await LiveAsync(organ);
        await intake.Service.ScalarAsync<object>(
            "delete from person_key where person_id = (select person_id from case_file where id = $1)", subject.Id());
        var erased = await organ.Clerk.FetchAsync($"/cases/{subject.Id()}");
        erased.GetProperty("applicant").Text("name").ShouldBeNull();
        erased.Text("status").ShouldBe("completed");
    }

    private static object Call(Organ organ, string kind) =>
        new { unitId = organ.SectionId, channel = "phone", kind, name = Name, phone = Phone, content = Told };

    private static async Task<(JsonElement Contact, JsonElement Case)> LiveAsync(Organ organ)
    {
        var itemId = await organ.ItemAsync();
        var contact = await (await organ.Clerk.PostToAsync("/contacts", Call(organ, "application"))).ReadAsync(201);
        var subject = await (await organ.Clerk.PostToAsync("/cases", new
        {
            contactId = contact.Id(),
            itemId,
            postId = organ.PostId,
            applicant = new { name = Name, phone = Phone, identityNumber = Identity },
            materials = new[] { "a", "b", "c" },
        })).ReadAsync(201);
        subject = await organ.ActAsync(subject, "acceptance");
        subject = await organ.ActAsync(subject, "completion", new { answer = Answer });
        return (contact, subject);
    }

    /// <summary>Tables in which a row, written out as text, holds the secret.</summary>
    private async Task<List<string>> TablesWithAsync(string secret)
    {
        await using var source = NpgsqlDataSource.Create(intake.Service.Database);
        var tables = new List<string>();
        await using (var list = source.CreateCommand("select tablename from pg_tables where schemaname = 'public'"))
        await using (var row = await list.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                tables.Add(row.GetString(0));
            }
        }
        var found = new List<string>();
        foreach (var table in tables)
        {
            // Binary columns are written as hexadecimal: both forms are looked for.
            await using var command = source.CreateCommand(
                $"select exists(select from \"{table}\" t where position($1 in t::text) > 0 or position($2 in t::text) > 0)");
            command.Parameters.Add(new NpgsqlParameter { Value = secret });
            command.Parameters.Add(new NpgsqlParameter { Value = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(secret)) });
            if (await command.ExecuteScalarAsync() is true)
            {
                found.Add(table);
            }
        }
        return found;
    }
}
