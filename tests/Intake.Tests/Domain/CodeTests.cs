using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Contacts;

namespace Efficiency.Intake.Tests.Domain;

public sealed class CodeTests
{
    [Fact]
    public void Codes_are_kebab_case_and_stable() => Code.All<ContactChannel>().ShouldBe(
        ["visit", "phone", "letter", "official-letter", "e-mail", "online", "forwarded", "hotline"]);

    [Theory]
    [InlineData("1")]
    [InlineData("Visit")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_spelling_is_no_code(string? text) => Code.TryParse<ContactChannel>(text, out _).ShouldBeFalse();
}
