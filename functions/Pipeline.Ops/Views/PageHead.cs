namespace Pipeline.Ops.Views;

/// <summary>What the layout needs to know of a page.</summary>
/// <param name="Title">The only first-level heading, also the window's title.</param>
/// <param name="Menu">Entry of the menu that it belongs to, as its address spells it: <c>flows</c>; empty for the overview.</param>
public sealed record PageHead(string Title, string Menu)
{
    /// <summary>Pages above it, outermost first.</summary>
    public IReadOnlyList<Crumb> Crumbs { get; init; } = [];

    /// <summary>Seconds after which live regions are asked again; null for a page that does not change by itself.</summary>
    public int? Live { get; init; }

    /// <summary>HTTP status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Whether it shows personal data: nothing keeps a copy of it.</summary>
    public bool HasPersonalData { get; init; }

    /// <summary>What is wrong with the form, by field; empty when nothing is.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>States that every reader of the page must know: paused, test mode.</summary>
    public IReadOnlyList<Strip> Strips { get; init; } = [];
}

/// <summary>A page above.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Address">Its address.</param>
public sealed record Crumb(string Text, string Address);

/// <summary>What is wrong with a field of a form.</summary>
/// <param name="Field">The field's <c>id</c>.</param>
/// <param name="Text">The same words as beside the field.</param>
public sealed record FieldFault(string Field, string Text);

/// <summary>A state that stands across the page.</summary>
/// <param name="State">Which colour and icon.</param>
/// <param name="Text">What, since when, by whom, why.</param>
/// <param name="Way">The way out: text and address; or null.</param>
public sealed record Strip(BadgeState State, string Text, Crumb? Way);
