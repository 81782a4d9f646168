using System.Reflection;
using Pipeline.Core.Feeds.Findings;

namespace Pipeline.Core.Tests.Feeds;

public sealed class FindingCodesTests
{
    [Fact]
    public void Every_code_has_one_entry_with_cause_and_remedy()
    {
        string[] codes = [.. typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

        Assert.Equal(codes.Order(StringComparer.Ordinal), FindingCodes.All.Select(entry => entry.Code).Order(StringComparer.Ordinal));
        Assert.All(FindingCodes.All, entry => Assert.EndsWith(".", entry.Cause, StringComparison.Ordinal));
        Assert.All(FindingCodes.All, entry => Assert.EndsWith(".", entry.Remedy, StringComparison.Ordinal));
        Assert.Equal(FindingScope.Field, FindingCodes.Find("EAN_INVALID")!.Scope);
        Assert.Null(FindingCodes.Find("NO_SUCH_CODE"));
    }
}
