using System.Globalization;

namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>The query of a call. What is null or empty is left out.</summary>
internal sealed class MiraklQuery
{
    /// <summary>Without values.</summary>
    public static readonly MiraklQuery Empty = new(string.Empty);

    /// <summary>Most values of a list; more are refused.</summary>
    public const int MostValues = 100;

    private readonly string text;

    private MiraklQuery(string text) => this.text = text;

    /// <summary>The same with one value more.</summary>
    public MiraklQuery With(string name, string? value) => string.IsNullOrEmpty(value)
        ? this
        : new($"{text}{(text.Length > 0 ? '&' : '?')}{name}={Uri.EscapeDataString(value)}");

    /// <summary>The same with a number more.</summary>
    public MiraklQuery With(string name, int value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The same with a flag more, in the words that forms use too.</summary>
    public MiraklQuery With(string name, bool value) => With(name, value ? "true" : "false");

    /// <summary>The same with a time more, in UTC.</summary>
    public MiraklQuery With(string name, DateTimeOffset? value) =>
        With(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>The same with a list as the older operations want it: in one value, with commas between.</summary>
    public MiraklQuery WithJoined(string name, IReadOnlyCollection<string> values) => With(name, string.Join(',', Limit(name, values)));

    /// <summary>The same with a list as the newer operations want it: a value each.</summary>
    public MiraklQuery WithEach(string name, IReadOnlyCollection<string> values) =>
        Limit(name, values).Aggregate(this, (query, value) => query.With(name, value));

    /// <summary>With its question mark; empty when there is nothing in it.</summary>
    public override string ToString() => text;

    private static IReadOnlyCollection<string> Limit(string name, IReadOnlyCollection<string> values) => values.Count <= MostValues
        ? values
        : throw new ArgumentException($"{name}: {values.Count} values, and {MostValues} are taken at once.", nameof(values));
}
