using System.Text.RegularExpressions;
using Pipeline.Ops.Texts;

namespace Pipeline.Ops.Tests.Texts;

/// <summary>What a component says comes from the resources.</summary>
public sealed partial class ComponentTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(SourceFolder(), "../../../functions/Pipeline.Ops"));

    public static TheoryData<string> Components => [.. Directory.GetFiles(Folder, "*.razor", SearchOption.AllDirectories).Where(static path => !path.Contains("/obj/", StringComparison.Ordinal)).Select(static path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Components))]
    public void No_words_stand_in_the_markup(string component) => Assert.Empty(Words(File.ReadAllText(Path.Combine(Folder, component))));

    [Theory]
    [InlineData("<p>Hello</p>", "Hello")]
    [InlineData("<p title=\"Look here\">@T(\"A.b\")</p>", "title=\"Look here\"")]
    [InlineData("<p>@T(\"Flows.title\") <code>@Model.Code</code></p>", null)]
    [InlineData("@if (row.Count > 0) {<b>@row.Name</b>}", null)]
    public void A_word_in_the_markup_is_seen(string markup, string? found) => Assert.Equal(found is null ? [] : [found], Words(markup));

    [Fact]
    public void Every_key_that_a_component_or_an_area_names_is_there() => Assert.DoesNotContain(
        Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(static path => (path.EndsWith(".razor", StringComparison.Ordinal) || path.EndsWith(".cs", StringComparison.Ordinal)) && !path.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(static path => Key().Matches(File.ReadAllText(path)).Select(static match => match.Groups["key"].Value))
            .Distinct(),
        static key => OpsTexts.Of("en").Find(key) is null && OpsTexts.Of("en").Find(key + ".other") is null);

    private static List<string> Words(string source)
    {
        string markup = Code().Replace(source, string.Empty);
        markup = Comment().Replace(markup, string.Empty);
        List<string> found = [.. Attribute().Matches(markup).Select(static match => match.Value)];
        found.AddRange(Text().Matches(markup).Select(static match => match.Groups["text"].Value.Trim()).Where(static text => Literal().IsMatch(text)));
        return found;
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"@code\s*\{.*", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("""(title|alt|placeholder|aria-label)="[^@"{][^"]*\s[^"]*["]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attribute();

    [GeneratedRegex("""<(p|h[1-6]|li|a|span|button|label|summary|caption|th|td|dt|dd|strong|option|title)\b[^<>]*>(?<text>[^<>@{}]+)<""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Text();

    [GeneratedRegex(@"\p{L}{2,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex("""\b(T|N|Count)\("(?<key>[A-Z][A-Za-z]+\.[A-Za-z.]+)["]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();
}
