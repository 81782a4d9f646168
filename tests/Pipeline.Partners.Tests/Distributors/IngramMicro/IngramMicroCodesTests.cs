using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

public sealed class IngramMicroCodesTests
{
    [Theory]
    [InlineData("20000")]
    [InlineData("20001")]
    [InlineData("20002")]
    [InlineData("20003")]
    [InlineData("20004")]
    [InlineData("20005")]
    [InlineData("20007")]
    [InlineData("20008")]
    [InlineData("20014")]
    [InlineData("20086")]
    [InlineData("20195")]
    [InlineData("EN")]
    [InlineData("EQ")]
    [InlineData("EL")]
    [InlineData("SKU_NOT_FOUND")]
    [InlineData("PRICE_MISMATCH")]
    [InlineData("DUPLICATE_PO")]
    [InlineData("END_USER_REQUIRED")]
    public void Each_documented_code_has_a_cause_and_a_remedy(string code)
    {
        ReturnCodeEntry entry = Sample.C1.Document.ReturnCodes[code];

        Assert.EndsWith(".", entry.Cause, StringComparison.Ordinal);
        Assert.EndsWith(".", entry.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_passes_by_itself_is_retried()
    {
        Assert.Equal(
            ["20003", "20005", "DUPLICATE_PO"],
            Sample.C1.Document.ReturnCodes.Where(entry => entry.Value.Severity == "retry").Select(entry => entry.Key).Order(StringComparer.Ordinal));
    }
}
