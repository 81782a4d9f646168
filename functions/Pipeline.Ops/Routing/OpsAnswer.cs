using Microsoft.AspNetCore.Components;
using Pipeline.Ops.Exports;
using Pipeline.Ops.People;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Routing;

/// <summary>What an area answers; the router turns it into bytes.</summary>
internal abstract record OpsAnswer
{
    /// <summary>A page: one component with one parameter, <c>Model</c>.</summary>
    public static OpsAnswer Page<TComponent>(PageHead head, object model)
        where TComponent : IComponent => new PageAnswer(head, typeof(TComponent), model);

    /// <summary>Elsewhere below <c>/ops</c>, by GET.</summary>
    public static OpsAnswer To(string address) => new RedirectAnswer(address);

    /// <summary>There is nothing of that name.</summary>
    public static OpsAnswer Missing() => new ProblemAnswer(StatusCodes.Status404NotFound, "missing");

    /// <summary>A refusal with the text keys <c>Common.problem.{name}</c> and <c>Common.problem.{name}.text</c>.</summary>
    public static OpsAnswer Problem(int status, string name) => new ProblemAnswer(status, name);

    /// <summary>A list as a file.</summary>
    public static OpsAnswer Csv(string name, CsvTable table) => new CsvAnswer(name, table);

    /// <summary>A file of another kind.</summary>
    public static OpsAnswer File(string name, string contentType, ReadOnlyMemory<byte> content) => new FileAnswer(name, contentType, content);
}

/// <summary>A page.</summary>
internal sealed record PageAnswer(PageHead Head, Type Component, object Model) : OpsAnswer;

/// <summary>Another address.</summary>
internal sealed record RedirectAnswer(string Address) : OpsAnswer;

/// <summary>A refusal in words.</summary>
internal sealed record ProblemAnswer(int Status, string Name) : OpsAnswer
{
    /// <summary>By which the log names it; null where nothing is logged.</summary>
    public string? Id { get; init; }
}

/// <summary>A list as a file.</summary>
internal sealed record CsvAnswer(string Name, CsvTable Table) : OpsAnswer;

/// <summary>A file.</summary>
internal sealed record FileAnswer(string Name, string ContentType, ReadOnlyMemory<byte> Content) : OpsAnswer;

/// <summary>What the person has chosen, and where to go on.</summary>
internal sealed record CookieAnswer(OpsPreferences Preferences, string Address) : OpsAnswer;
