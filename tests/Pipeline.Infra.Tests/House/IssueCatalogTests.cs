using System.Text.RegularExpressions;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.House;

/// <summary>Every code is in the catalogue, has a page, and is given somewhere with the values that its sentences need.</summary>
public sealed partial class IssueCatalogTests
{
    /// <summary>Set to anything, it has the pages in docs/errors written from the catalogue.</summary>
    private const string RecordVariable = "PIPELINE_RECORD_ERRORS";

    private const string Folder = "docs/errors";

    private static readonly string[] Environment =
        ["WEBSITE_AUTH_ENABLED", "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID", "OTEL_EXPORTER_OTLP_ENDPOINT", "APPLICATIONINSIGHTS_CONNECTION_STRING", "WEBSITE_HOSTNAME", "WEBSITE_INSTANCE_ID"];

    private static readonly Dictionary<string, string> Sources = Repository.Files("functions", "*.cs")
        .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.StartsWith("functions/Pipeline.LocalHost/", StringComparison.Ordinal))
        .ToDictionary(static path => path, Repository.Read, StringComparer.Ordinal);

    public static TheoryData<string> Codes => [.. IssueCatalog.All.Select(static entry => entry.Code)];

    public static TheoryData<string> Languages => [.. IssueCatalog.Languages];

    [Fact]
    public void Each_code_is_a_constant_and_each_constant_is_in_the_catalogue() => Assert.Equal(
        IssueCatalog.All.Select(static entry => entry.Code).Order(StringComparer.Ordinal),
        typeof(IssueCodes).GetFields().Select(static field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal));

    /// <summary>A partner's words look like codes and are none.</summary>
    [Fact]
    public void No_source_spells_a_code_itself() => Assert.Empty(
        Sources.Where(static source => !source.Value.Contains("class IssueCodes", StringComparison.Ordinal))
            .SelectMany(static source => CodeLiteral().Matches(source.Value).Select(static match => match.Groups["code"].Value)
                .Where(code => !Environment.Contains(code) && (IssueCatalog.Find(code) is not null || !PartnerNames.IsPartners(source.Key)))
                .Select(code => $"{source.Key} spells {code}")));

    /// <summary>Where the code is given, its values are, unless its words come from elsewhere.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_is_given_somewhere_with_the_values_that_its_sentences_need(string code)
    {
        string[] givers = [.. Sources.Values.Where(text => Gives(code, text))];

        Assert.NotEmpty(givers);
        Assert.DoesNotContain(
            IssueCatalog.Find(code)!.Placeholders.Except(["text", "where"]),
            name => !Array.Exists(givers, text => text.Contains(name == "expected" ? "Expect" : $"With(\"{name}\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("FLOW_UNKNOWN", "new Issue(IssueCodes.FlowUnknown, null, flow)", true)]
    [InlineData("FLOW_UNKNOWN", "    private const string Code = \"FLOW_UNKNOWN\";", true)]
    [InlineData("FLOW_UNKNOWN", "new Issue(IssueCodes.FlowUnknownToo, null, flow)", false)]
    [InlineData("FLOW_UNKNOWN", "    public const string FlowUnknown = \"FLOW_UNKNOWN\";\npublic static class IssueCodes", false)]
    public void A_place_that_gives_a_code_is_seen(string code, string text, bool gives) => Assert.Equal(gives, Gives(code, text));

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_has_its_page(string code)
    {
        IssueEntry entry = IssueCatalog.Find(code)!;
        string path = Repository.PathOf($"{Folder}/{code}.md");
        if (System.Environment.GetEnvironmentVariable(RecordVariable) is not null)
        {
            File.WriteAllText(path, ErrorPages.Renewed(entry, File.Exists(path) ? File.ReadAllText(path) : null));
        }

        Assert.True(File.Exists(path), $"{Folder}/{code}.md is missing; {RecordVariable} writes it.");
        Assert.Equal(ErrorPages.Head(entry), ErrorPages.HeadOf(File.ReadAllText(path)));
    }

    [Fact]
    public void A_page_has_its_code() => Assert.Equal(
        IssueCatalog.All.Select(static entry => entry.Code).Append("README").Order(StringComparer.Ordinal),
        Repository.Files(Folder, "*.md").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_index_names_every_page()
    {
        string path = Repository.PathOf($"{Folder}/README.md");
        if (System.Environment.GetEnvironmentVariable(RecordVariable) is not null)
        {
            File.WriteAllText(path, ErrorPages.Index());
        }

        Assert.Equal(ErrorPages.Index(), File.ReadAllText(path));
    }

    [Theory]
    [InlineData("# OLD\n", "")]
    [InlineData("# OLD\n\n---\n\nAsk for Jane.\n", "\n---\n\nAsk for Jane.\n")]
    public void What_people_add_to_a_page_stays(string page, string added)
    {
        IssueEntry entry = IssueCatalog.All[0];
        string renewed = ErrorPages.Renewed(entry, page);

        Assert.Equal(ErrorPages.Head(entry) + added, renewed);
        Assert.Equal(ErrorPages.Head(entry), ErrorPages.HeadOf(renewed));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_the_same_codes_with_the_same_placeholders(string language)
    {
        IReadOnlyList<IssueEntry> translated = IssueCatalog.Read(language);

        Assert.Equal(IssueCatalog.All.Select(Frame), translated.Select(Frame));
        Assert.All(translated, static entry => Assert.EndsWith(".", entry.Remedy, StringComparison.Ordinal));
        Assert.All(translated, static entry => Assert.Matches("[.:] ?({[a-z]+})?$", entry.Cause));

        static string Frame(IssueEntry entry) =>
            $"{entry.Area}/{entry.Code} {entry.Severity} {entry.Actor} {string.Join(' ', entry.Placeholders.Order(StringComparer.Ordinal))}";
    }

    [Fact]
    public void A_severity_is_one_that_records_spell() => Assert.All(
        IssueCatalog.All,
        static entry => Assert.Contains(entry.Severity, new[] { IssueSeverity.Info, IssueSeverity.Retry, IssueSeverity.Error, IssueSeverity.Warning }));

    [Fact]
    public void A_constant_bears_the_name_of_its_code() => Assert.All(
        typeof(IssueCodes).GetFields(),
        static field => Assert.Equal(((string)field.GetRawConstantValue()!).Replace("_", string.Empty, StringComparison.Ordinal), field.Name.ToUpperInvariant()));

    private static bool Gives(string code, string text) => !text.Contains("class IssueCodes", StringComparison.Ordinal)
        && (text.Contains($"\"{code}\"", StringComparison.Ordinal)
            || Constant().Matches(text).Any(match => match.Groups["name"].Value.Equals(code.Replace("_", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(@"\bIssueCodes\.(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Constant();

    [GeneratedRegex("\"(?<code>[A-Z][A-Z0-9]*(_[A-Z0-9]+)+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeLiteral();
}
