using System.Text.RegularExpressions;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Tests.Issues;

/// <summary>What the catalogue says in the other languages of the operators' pages.</summary>
public sealed partial class IssueLanguageTests
{
    public static TheoryData<string> Others => [.. IssueCatalog.Languages.Except(["en"])];

    [Fact]
    public void Operators_read_three_languages() => Assert.Equal(["en", "es", "fr"], IssueCatalog.Languages.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("fr", "acme 7100231 coûte 10.50 EUR ; 10.00 EUR au plus est permis.", "Débloquez pour commander malgré tout, ou annulez.")]
    [InlineData("es", "acme 7100231 cuesta 10.50 EUR; se permite 10.00 EUR como máximo.", "Libere para pedir de todos modos, o cancele.")]
    [InlineData("de", "acme 7100231 costs 10.50 EUR; at most 10.00 EUR is allowed.", "Release to order all the same, or cancel.")]
    public void An_issue_speaks_the_language_of_the_reader_and_else_English(string language, string cause, string remedy)
    {
        Issue issue = new Issue(IssueCodes.PriceAboveLimit, "line 1", "10.50 EUR").Expecting("10.00 EUR").With("article", "acme 7100231");

        Assert.Equal((cause, remedy), (issue.CauseIn(language), issue.RemedyIn(language)));
    }

    [Fact]
    public void Words_of_ours_among_its_values_may_be_said_and_what_is_quoted_stays()
    {
        Issue issue = new Issue(IssueCodes.ScheduleInvalid, "schedule", "soon").With("reason", "soon");

        Assert.Equal("« soon » n'est pas une planification : bientôt", issue.CauseIn("fr", static _ => "bientôt"));
        Assert.Equal("« soon » n'est pas une planification : soon", issue.CauseIn("fr"));
    }

    [Fact]
    public void A_code_of_a_partner_keeps_the_words_of_the_partner() =>
        Assert.Equal("20005: closed", new Issue("20005", null, null) { SaidCause = "20005: closed" }.CauseIn("fr"));

    [Theory]
    [MemberData(nameof(Others))]
    public void No_sentence_is_left_in_English(string language) => Assert.DoesNotContain(
        Sentences(language), static pair => pair.Said == pair.English || EnglishWord().IsMatch(Name().Replace(pair.Said, string.Empty)));

    [Theory]
    [MemberData(nameof(Others))]
    public void A_person_is_addressed_politely(string language) => Assert.DoesNotContain(Sentences(language), static pair => Familiar().IsMatch(pair.Said));

    /// <summary>What people type, or look for, is called by the same name everywhere.</summary>
    [Theory]
    [MemberData(nameof(Others))]
    public void Settings_routes_and_members_keep_their_names(string language) => Assert.All(Sentences(language), static pair => Assert.Equal(
        Name().Matches(pair.English).Select(static match => match.Value).Order(StringComparer.Ordinal),
        Name().Matches(pair.Said).Select(static match => match.Value).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("Nothing to do.", true)]
    [InlineData("Rien à faire.", false)]
    [InlineData("No hay nada que hacer.", false)]
    public void A_sentence_in_English_is_seen(string sentence, bool isEnglish) => Assert.Equal(isEnglish, EnglishWord().IsMatch(sentence));

    private static IEnumerable<(string English, string Said)> Sentences(string language) => IssueCatalog.Read(language)
        .SelectMany(static entry => new[] { (IssueCatalog.Find(entry.Code)!.Cause, entry.Cause), (IssueCatalog.Find(entry.Code)!.Remedy, entry.Remedy) });

    [GeneratedRegex(@"\b(the|is|are|was|of|and|not|with|from|it|this|that|to|for|by|be|nothing|order|again|ask)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EnglishWord();

    [GeneratedRegex(@"\b(tu|ton|ta|tes|toi|tus|contigo)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Familiar();

    [GeneratedRegex(@"((GET|PUT|POST) )?(?<![\w/])/[a-z][\w/.{}-]*|\{\w+\}|\b\w+__\w+\b|\b[A-Za-z][a-z]+[A-Z]\w+\b|\b[\w-]+\.(md|json)\b|ftpe?s?://", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
