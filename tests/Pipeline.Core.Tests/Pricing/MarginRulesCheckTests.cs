using System.Text.Json;
using Pipeline.Core.Pricing;

namespace Pipeline.Core.Tests.Pricing;

public sealed class MarginRulesCheckTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData("""{"rules":[]}""")]
    [InlineData("""{"rules":[{"id":"a"}]}""")]
    [InlineData("""{"rules":[{"id":"a","distributor":"north","category":"Laptops","brand":"Acme","costFrom":0,"costBelow":10,"percent":-100,"fixed":-1,"currency":"EUR","rounding":{"mode":"ending","step":0.01,"ending":0.99},"floor":{"price":1,"marginPercent":5,"marginAmount":1}}]}""")]
    [InlineData("""{"rules":[{"id":"a","rounding":{"mode":"up","step":0.05,"ending":null},"floor":{"price":null,"marginPercent":null,"marginAmount":null}}]}""")]
    public void Good_rules_have_no_fault(string rules) => Assert.Empty(Check(rules));

    [Theory]
    [InlineData("""{}""", "/rules VALUE_MISSING")]
    [InlineData("""{"rules":[null]}""", "/rules/0 VALUE_MISSING")]
    [InlineData("""{"rules":[{}]}""", "/rules/0/id VALUE_MISSING")]
    [InlineData("""{"rules":[{"id":" "}]}""", "/rules/0/id VALUE_MISSING")]
    [InlineData("""{"rules":[{"id":"a"},{"id":"a"}]}""", "/rules/1/id RULE_ID_TWICE")]
    [InlineData("""{"rules":[{"id":"12345678901234567890123456789012345678901"}]}""", "/rules/0/id TEXT_TOO_LONG")]
    [InlineData("""{"rules":[{"id":"a\nb"}]}""", "/rules/0/id CHARACTER_NOT_ALLOWED")]
    [InlineData("""{"rules":[{"id":"a","distributor":"east"}]}""", "/rules/0/distributor DISTRIBUTOR_UNKNOWN")]
    [InlineData("""{"rules":[{"id":"a","brand":""}]}""", "/rules/0/brand VALUE_MISSING")]
    [InlineData("""{"rules":[{"id":"a","category":" "}]}""", "/rules/0/category VALUE_MISSING")]
    [InlineData("""{"rules":[{"id":"a","costFrom":-1,"currency":"EUR"}]}""", "/rules/0/costFrom RULE_NUMBER_INVALID")]
    [InlineData("""{"rules":[{"id":"a","costFrom":10,"costBelow":10,"currency":"EUR"}]}""", "/rules/0/costBelow RULE_RANGE_EMPTY")]
    [InlineData("""{"rules":[{"id":"a","percent":-100.1}]}""", "/rules/0/percent RULE_NUMBER_INVALID")]
    [InlineData("""{"rules":[{"id":"a","fixed":1}]}""", "/rules/0/currency RULE_CURRENCY_MISSING")]
    [InlineData("""{"rules":[{"id":"a","costBelow":1}]}""", "/rules/0/currency RULE_CURRENCY_MISSING")]
    [InlineData("""{"rules":[{"id":"a","floor":{"price":1}}]}""", "/rules/0/currency RULE_CURRENCY_MISSING")]
    [InlineData("""{"rules":[{"id":"a","floor":{"marginAmount":1}}]}""", "/rules/0/currency RULE_CURRENCY_MISSING")]
    [InlineData("""{"rules":[{"id":"a","currency":"eur"}]}""", "/rules/0/currency RULE_CURRENCY_INVALID")]
    [InlineData("""{"rules":[{"id":"a","rounding":{"mode":"sideways"}}]}""", "/rules/0/rounding/mode ROUNDING_UNKNOWN")]
    [InlineData("""{"rules":[{"id":"a","rounding":{"mode":"up","step":0}}]}""", "/rules/0/rounding/step RULE_NUMBER_INVALID")]
    [InlineData("""{"rules":[{"id":"a","rounding":{"mode":"ending"}}]}""", "/rules/0/rounding/ending VALUE_MISSING")]
    [InlineData("""{"rules":[{"id":"a","rounding":{"mode":"ending","ending":-0.01}}]}""", "/rules/0/rounding/ending RULE_NUMBER_INVALID")]
    [InlineData("""{"rules":[{"id":"a","floor":{"marginPercent":10001}}]}""", "/rules/0/floor/marginPercent RULE_NUMBER_INVALID")]
    [InlineData("""{"rules":[{"id":"a","percent":-101,"floor":{"price":-1}},{"brand":""}]}""", "/rules/0/percent RULE_NUMBER_INVALID, /rules/0/currency RULE_CURRENCY_MISSING, /rules/0/floor/price RULE_NUMBER_INVALID, /rules/1/id VALUE_MISSING, /rules/1/brand VALUE_MISSING")]
    public void Each_fault_is_named_with_its_place(string rules, string faults) => Assert.Equal(faults, string.Join(", ", Check(rules)));

    [Fact]
    public void There_is_an_end_to_the_number_of_rules() => Assert.Equal(
        ["/rules RULE_COUNT"],
        Check($$"""{"rules":[{{string.Join(',', Enumerable.Range(0, 1001).Select(static i => $$"""{"id":"{{i}}"}"""))}}]}"""));

    private static IEnumerable<string> Check(string rules) =>
        new MarginRulesCheck(["north", "south"]).Check(JsonSerializer.Deserialize<MarginRules>(rules, Json)!).Select(static fault => $"{fault.Where} {fault.Code}");
}
