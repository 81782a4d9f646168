using Microsoft.AspNetCore.Components;

namespace Pipeline.Ops.Views;

/// <summary>What every component has at hand: for whom it is written. All else it is given.</summary>
public abstract class OpsComponent : ComponentBase
{
    /// <summary>For whom the page is written.</summary>
    [CascadingParameter]
    public OpsView View { get; set; } = null!;

    /// <summary>A sentence, see <see cref="OpsView.T"/>.</summary>
    protected string T(string key, params IReadOnlyList<object?> values) => View.T(key, values);

    /// <summary>A sentence that depends on a number, see <see cref="OpsView.Count"/>.</summary>
    protected string N(string key, long number, params IReadOnlyList<object?> values) => View.Count(key, number, values);
}
