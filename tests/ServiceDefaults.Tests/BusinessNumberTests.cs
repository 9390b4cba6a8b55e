namespace Efficiency.ServiceDefaults.Tests;

public sealed class BusinessNumberTests
{
    private static readonly DateOnly Day = new(2026, 9, 24);

    [Theory]
    [InlineData("SL", 12L)]
    [InlineData("A", 1L)]
    [InlineData("ABCD", 999_999L)]
    [InlineData("SL", 1_000_000L)] // a seventh digit
    public void A_number_is_read_as_it_was_made(string prefix, long sequence)
    {
        var number = BusinessNumber.Create(prefix, Day, sequence);

        number.Text.ShouldStartWith(prefix + "20260924-");
        BusinessNumber.TryParse($" {number.Text.ToLowerInvariant()} ", out var parsed).ShouldBeTrue();
        parsed.ShouldBe(number);
    }

    [Fact]
    public void Every_single_wrong_digit_is_found()
    {
        var text = BusinessNumber.Create("SL", Day, 123_456).Text;
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var other in char.IsAsciiDigit(text[i]) ? "0123456789" : "")
            {
                if (other != text[i])
                {
                    var wrong = text[..i] + other + text[(i + 1)..];
                    BusinessNumber.TryParse(wrong, out _).ShouldBeFalse(wrong);
                }
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SL20260924-000012")] // no check digit
    [InlineData("SL20261324-000012-0")] // no such month
    [InlineData("20260924-000012-0")] // no prefix
    [InlineData("SL20260924-00001A-0")]
    [InlineData("SL20260924-000000-0")]
    public void What_is_no_number_is_refused(string? text) => BusinessNumber.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Wrong_parts_throw()
    {
        Should.Throw<ArgumentException>(() => BusinessNumber.Create("sl", Day, 1));
        Should.Throw<ArgumentException>(() => BusinessNumber.Create("ABCDE", Day, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => BusinessNumber.Create("SL", Day, 0));
    }
}
