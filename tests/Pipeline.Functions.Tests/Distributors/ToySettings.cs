using Microsoft.Extensions.Options;
using Pipeline.Partners.Settings;

namespace Pipeline.Functions.Tests.Distributors;

/// <summary>Settings of the toy: <c>Distributors__Toy__*</c>.</summary>
public sealed partial class ToySettings
{
    public const string Section = "Distributors:Toy";

    [ValidateObjectMembers]
    public FeedSettings Price { get; set; } = new();

    [ValidateObjectMembers]
    public PushSettings Push { get; set; } = new();

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<ToySettings>;
}
