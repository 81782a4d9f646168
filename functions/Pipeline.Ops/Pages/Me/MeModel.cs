using Pipeline.Ops.People;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Me;

/// <summary>The form of preferences.</summary>
/// <param name="Chosen">What is chosen.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record MeModel(OpsPreferences Chosen, IReadOnlyList<FieldFault> Faults);
