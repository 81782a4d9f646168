using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.Core.Pricing;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Documents;

/// <summary>The rules that the document shows are rules.</summary>
public sealed partial class PricingDocumentTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public void The_rules_in_the_document_are_taken()
    {
        string shown = Block().Matches(Repository.Read("docs/pricing.md"))[0].Groups["text"].Value;

        MarginRules rules = JsonSerializer.Deserialize<MarginRules>(shown, Json)!;

        Assert.Equal(3, rules.Rules!.Count);
        Assert.Empty(new MarginRulesCheck(["ingram-micro"]).Check(rules));
    }

    [GeneratedRegex("```json\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
