using System.Text.Json.Serialization;

namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>Profiles as JSON: camelCase names, unknown names refused so that a slip of the pen is found.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ProfileDocument))]
internal sealed partial class ProfileJson : JsonSerializerContext;
