using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Efficiency.ServiceDefaults.Tests.Probe;

namespace Efficiency.ServiceDefaults.Tests;

public sealed class ProblemTests(ProbeService probe) : IClassFixture<ProbeService>
{
    [Fact]
    public async Task Every_input_error_is_told_at_once()
    {
        var response = await HandlerAsync("things", """{"name":" ","kind":"c","days":16,"codes":["1","2","3"]}""");

        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        problem.Errors.Select(error => (error.Code, error.Field)).ShouldBe(
        [
            ("field-required", "name"), ("value-not-allowed", "kind"), ("out-of-range", "days"), ("list-too-long", "codes"),
        ]);
        problem.Code.ShouldBe("several-errors");
        problem.Errors[2].Message.ShouldBe("应在 1 至 15 之间(含两端)。");
        problem.Errors[2].MessageEn.ShouldBe("Must be from 1 to 15, both included.");
        problem.TraceId.ShouldNotBeNull().Length.ShouldBe(32);
    }

    [Fact]
    public async Task A_refusal_of_a_rule_has_its_status_rule_and_filled_text()
    {
        var response = await HandlerAsync("refused", "{}");

        var problem = await response.ProblemAsync(HttpStatusCode.Conflict);
        problem.Code.ShouldBe("probe-refused");
        problem.Type.ShouldBe("urn:problem-type:efficiency:probe-refused");
        problem.Title.ShouldBe("现在不能这样办理");
        problem.Detail.ShouldBe("须在 5 个工作日内办理。");
        problem.Errors.Single().Rule.ShouldBe("OT-01");
        response.Content.Headers.ContentLanguage.ShouldBe(["zh-CN"]);
    }

    [Theory]
    [InlineData("en", "Due within 5 working days.")]
    [InlineData("en-GB, zh;q=0.5", "Due within 5 working days.")]
    [InlineData("zh-CN, en;q=0.8", "须在 5 个工作日内办理。")]
    [InlineData("fr", "须在 5 个工作日内办理。")]
    public async Task The_language_is_the_callers(string accept, string detail)
    {
        using var client = probe.Client(Roles.Handler);
        client.DefaultRequestHeaders.Add("Accept-Language", accept);

        var response = await client.PostAsync("refused", "{}");

        (await response.ProblemAsync(HttpStatusCode.Conflict)).Detail.ShouldBe(detail);
    }

    // body → code, field
    [Theory]
    [InlineData("{", "malformed-json", null)] // cut off
    [InlineData("""{"name":"a","colour":"red"}""", "unknown-member", "colour")]
    [InlineData("""{"days":"5"}""", "malformed-value", "days")] // a number as text
    [InlineData("""{"codes":[1]}""", "malformed-value", "codes[0]")]
    [InlineData("""{"at":"2026-10-09T17:30:00"}""", "malformed-value", "at")] // an instant without offset
    [InlineData("""{"name":"a","name":"b"}""", "malformed-value", "name")] // twice
    [InlineData("""{"NAME":"a"}""", "unknown-member", "NAME")]
    [InlineData("null", "malformed-request", null)]
    public async Task A_body_that_cannot_be_read_is_one_problem(string body, string code, string? field)
    {
        var problem = await (await HandlerAsync("things", body)).ProblemAsync(HttpStatusCode.BadRequest);

        problem.Errors.Single().ShouldSatisfyAllConditions(
            error => error.Code.ShouldBe(code),
            error => error.Field.ShouldBe(field));
    }

    [Theory]
    [InlineData("number?count=x", "malformed-value", "count")]
    [InlineData("number", "field-required", "count")]
    [InlineData("number?count=1&unitId=7", "malformed-value", "unitId")]
    [InlineData("things?limit=0", "page-limit-invalid", "limit")]
    [InlineData("things?limit=201", "page-limit-invalid", "limit")]
    [InlineData("things?limit=ten", "page-limit-invalid", "limit")]
    [InlineData("things?after=!!", "page-cursor-invalid", "after")]
    [InlineData("things?after=MTI", "page-cursor-invalid", "after")] // the number 12 where an id is expected
    public async Task A_wrong_parameter_is_named(string address, string code, string field)
    {
        using var client = probe.Client();

        var problem = await (await client.GetAsync("/api/probe/v1/" + address)).ProblemAsync(HttpStatusCode.BadRequest);

        problem.Errors.Single().ShouldSatisfyAllConditions(
            error => error.Code.ShouldBe(code),
            error => error.Field.ShouldBe(field));
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_413_with_and_without_a_length()
    {
        var large = new byte[(256 * 1024) + 1];
        using var client = probe.Client(Roles.Handler);
        using var known = new ByteArrayContent(large);
        using var unknown = new StreamContent(new NoLength(large));

        foreach (HttpContent content in new HttpContent[] { known, unknown })
        {
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var problem = await (await client.PostAsync("things", content, key: null)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
            problem.Code.ShouldBe("body-too-large");
        }
    }

    [Fact]
    public async Task Other_media_types_are_415()
    {
        using var client = probe.Client(Roles.Handler);
        using var content = new StringContent("name=a", Encoding.UTF8, "application/x-www-form-urlencoded");

        (await (await client.PostAsync("things", content, key: null)).ProblemAsync(HttpStatusCode.UnsupportedMediaType))
            .Code.ShouldBe("media-type-not-supported");
    }

    [Theory]
    [InlineData("GET", "/api/probe/v1/nothing", HttpStatusCode.NotFound, "no-such-route")]
    [InlineData("DELETE", "/api/probe/v1/things", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("GET", "/api/probe/v1/boom", HttpStatusCode.InternalServerError, "unexpected")]
    [InlineData("GET", "/api/probe/v1/only/auditor", HttpStatusCode.Unauthorized, "not-authenticated")]
    public async Task What_no_feature_answers_is_a_problem_too(string method, string address, HttpStatusCode status, string code)
    {
        using var client = probe.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);

        var response = await client.SendAsync(request);

        (await response.ProblemAsync(status)).Code.ShouldBe(code);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("away", HttpStatusCode.ServiceUnavailable, "unavailable")]
    [InlineData("later", HttpStatusCode.Conflict, "not-yet-known")]
    public async Task What_may_succeed_soon_says_when_to_retry(string address, HttpStatusCode status, string code)
    {
        using var client = probe.Client();

        var response = await client.GetAsync("/api/probe/v1/" + address);

        (await response.ProblemAsync(status)).Code.ShouldBe(code);
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Problems_and_answers_carry_the_version_of_the_api()
    {
        using var client = probe.Client();

        foreach (var address in new[] { "things", "boom", "later", "only/auditor" })
        {
            (await client.GetAsync("/api/probe/v1/" + address)).Headers.GetValues("API-Version").ShouldBe(["1"]);
        }
    }

    [Fact]
    public void Every_common_refusal_has_its_words()
    {
        var texts = new RefusalTexts();
        var named = typeof(CommonRefusals).GetFields().Where(field => field.FieldType == typeof(Contracts.Refusal))
            .Select(field => ((Contracts.Refusal)field.GetValue(null)!).Code)
            .Concat(
            [
                CommonRefusals.MalformedValue("f").Code, CommonRefusals.UnknownMember("f").Code, CommonRefusals.Required("f").Code,
                CommonRefusals.NotPlain("f").Code, CommonRefusals.NotFound("f").Code, CommonRefusals.NotYetKnown("f").Code,
                CommonRefusals.TooLong("f", 1).Code, CommonRefusals.TooMany("f", 1).Code, CommonRefusals.NotOneOf("f", ["a"]).Code,
                CommonRefusals.OutOfRange("f", "1", "2").Code,
            ]);

        named.ToHashSet(StringComparer.Ordinal).ShouldBe(texts.Codes, ignoreOrder: true);
    }

    [Fact]
    public void A_bare_status_keeps_its_status()
    {
        var texts = new RefusalTexts();
        foreach (var status in new[] { 400, 401, 403, 404, 405, 413, 415, 429, 500, 503 })
        {
            texts.StatusOf(CommonRefusals.OfStatus(status)).ShouldBe(status);
        }
    }

    private async Task<HttpResponseMessage> HandlerAsync(string address, string body)
    {
        using var client = probe.Client(Roles.Handler);
        return await client.PostAsync(address, body);
    }

    private sealed class NoLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
