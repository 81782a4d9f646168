using System.Globalization;
using Pipeline.Core;
using Pipeline.Ops.Commands;
using Pipeline.Ops.People;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Routing;

/// <summary>What somebody asks of a page. What cannot be understood is left out and named in a notice, never refused.</summary>
internal sealed class OpsRequest(OpsView view, IReadOnlyDictionary<string, string> route, IQueryCollection query, IFormCollection? form, OpsCommands commands, CancellationToken cancellationToken)
{
    private static readonly TimeSpan PanelLimit = TimeSpan.FromSeconds(2);
    private readonly List<string> notices = [];

    /// <summary>For whom the answer is.</summary>
    public OpsView View => view;

    /// <summary>Who asks.</summary>
    public OpsPerson Person => view.Person;

    /// <summary>Ends when nobody waits any more.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>What was wrong with the query, in words.</summary>
    public IReadOnlyList<string> Notices => notices;

    /// <summary>Carries commands out once.</summary>
    public OpsCommands Commands => commands;

    /// <summary>The cursor of a list, or null.</summary>
    public string? Cursor => Query("cursor");

    /// <summary>Rows of a list: those of the query, else those that the person has chosen.</summary>
    public int Limit => int.TryParse(Query("limit"), CultureInfo.InvariantCulture, out int limit) && OpsPreferences.RowChoices.Contains(limit)
        ? limit
        : view.Preferences.Rows;

    /// <summary>Id of the form's command; null when it brought none.</summary>
    public Guid? CommandId => Guid.TryParse(Form("command"), out Guid id) ? id : null;

    /// <summary>The version that the form was written for; null when it brought none.</summary>
    public string? Version => Form("version");

    /// <summary>A value of the address.</summary>
    public string Route(string name) => route[name];

    /// <summary>A value of the query; null when absent or empty.</summary>
    public string? Query(string name) => query[name].ToString().Trim() is { Length: > 0 } value ? value : null;

    /// <summary>All values of a name in the form.</summary>
    public IReadOnlyList<string> FormAll(string name) => [.. (form?[name] ?? default).OfType<string>()];

    /// <summary>A file of the form, or null.</summary>
    public IFormFile? File(string name) => form?.Files.GetFile(name);

    /// <summary>A value of the form; null when absent or empty.</summary>
    public string? Form(string name) => form?[name].ToString().Trim() is { Length: > 0 } value ? value : null;

    /// <summary>A value of the query that is one of an enumeration, in camel case; null otherwise.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Query(name) is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, CultureInfo.InvariantCulture, out _) && Enum.TryParse(text, ignoreCase: true, out T value))
        {
            return value;
        }

        Refuse(name);
        return null;
    }

    /// <summary>A value of the query that is one of some words; null otherwise.</summary>
    public string? Choice(string name, params IReadOnlyList<string> words)
    {
        if (Query(name) is not { } text || words.Contains(text))
        {
            return Query(name);
        }

        Refuse(name);
        return null;
    }

    /// <summary>An instant of the query: ISO 8601, a local date or time of the person's zone, or <c>today</c>, <c>24h</c>, <c>7d</c>.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Query(name) is not { } text)
        {
            return null;
        }

        if (Times.TryRead(text, view, out DateTimeOffset at))
        {
            return at;
        }

        Refuse(name);
        return null;
    }

    /// <summary>Reads a part of a list; a cursor that is not of this list begins it anew, with a notice.</summary>
    public async Task<Page<T>> PageAsync<T>(Func<int, string?, Task<Page<T>>> read)
    {
        try
        {
            return await read(Limit, Cursor);
        }
        catch (FormatException) when (Cursor is not null)
        {
            Refuse("cursor");
            return await read(Limit, null);
        }
    }

    /// <summary>Reads what one panel shows; a panel that fails or takes more than two seconds is missing, the page stands.</summary>
    public async Task<Panel<T>> PanelAsync<T>(Func<CancellationToken, Task<T>> read)
        where T : class
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PanelLimit);
        try
        {
            return new Panel<T>(await read(limit.Token), null);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return new Panel<T>(null, commands.Note(fault));
        }
    }

    /// <summary>Names a value of the query that cannot be used.</summary>
    public void Refuse(string name) => notices.Add(view.T("Common.badValue", name));
}
