using System.Text.RegularExpressions;
using Pipeline.Ops.Texts;

namespace Pipeline.Ops.Tests.Texts;

/// <summary>The three languages say the same things.</summary>
public sealed partial class OpsTextsTests
{
    public static TheoryData<string> Others => [.. OpsTexts.Languages.Except(["en"])];

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_language_has_every_key(string language) =>
        Assert.Equal(OpsTexts.Of("en").Keys.Order(StringComparer.Ordinal), OpsTexts.Of(language).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_sentence_has_the_same_placeholders(string language) => Assert.All(
        OpsTexts.Of("en").Keys, key => Assert.Equal((key, PlacesOf("en", key)), (key, PlacesOf(language, key))));

    [Fact]
    public void A_key_with_one_form_for_one_has_one_for_others() => Assert.All(
        OpsTexts.Of("en").Keys.Where(static key => key.EndsWith(".one", StringComparison.Ordinal)),
        static key => Assert.NotNull(OpsTexts.Of("en").Find(key[..^4] + ".other")));

    [Fact]
    public void No_sentence_is_empty_or_has_blanks_at_its_ends() => Assert.All(
        OpsTexts.Languages.SelectMany(static language => OpsTexts.Of(language).Keys.Select(key => (language, key, Text: OpsTexts.Of(language).Find(key)!))),
        static sentence => Assert.Equal((sentence.language, sentence.key, true), (sentence.language, sentence.key, sentence.Text.Trim().Length == sentence.Text.Length && sentence.Text.Length > 0)));

    [Theory]
    [MemberData(nameof(Others))]
    public void A_person_is_addressed_politely(string language) => Assert.DoesNotContain(
        OpsTexts.Of(language).Keys, key => Familiar().IsMatch(OpsTexts.Of(language).Find(key)!));

    private static string PlacesOf(string language, string key) =>
        string.Join(' ', Place().Matches(OpsTexts.Of(language).Find(key)!).Select(static match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(tu|ton|tes|toi|tus|contigo)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Familiar();
}
