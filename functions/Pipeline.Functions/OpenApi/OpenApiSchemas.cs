using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.OpenApi;

/// <summary>Schemas of the records of requests and answers, each once under its name.</summary>
internal sealed class OpenApiSchemas
{
    private static readonly JsonSerializerOptions Options = MakeOptions();

    private readonly HashSet<Type> seen = [];

    /// <summary>The schemas by name.</summary>
    public JsonObject Components { get; } = [];

    /// <summary>Whether a value of the type fits into a path or query.</summary>
    public static bool IsSimple(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(decimal)
            || plain == typeof(Guid) || plain == typeof(DateTimeOffset) || plain == typeof(DateOnly) || plain == typeof(string[]);
    }

    /// <summary>A reference to the schema of a record; simple types and lists in place.</summary>
    public JsonNode For(Type type) => Options.GetTypeInfo(type).Kind is JsonTypeInfoKind.Object
        ? Reference(type)
        : Export(type);

    /// <summary>The schema of a parameter, with its default.</summary>
    public JsonNode Inline(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        JsonNode schema = Export(type);
        if (schema is JsonObject described)
        {
            if (type == typeof(string))
            {
                described["type"] = "string";
            }

            if (parameter is { HasDefaultValue: true, DefaultValue: int number })
            {
                described["type"] = "integer";
                described["default"] = number;
                _ = described.Remove("pattern");
            }
        }

        return schema;
    }

    private static JsonSerializerOptions MakeOptions()
    {
        JsonSerializerOptions options = new(PipelineJson.Default.Options)
        {
            // Records that are not in the generated context yet are described by reflection.
            TypeInfoResolver = JsonTypeInfoResolver.Combine(PipelineJson.Default, new DefaultJsonTypeInfoResolver()),
            NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
        };
        options.MakeReadOnly();
        return options;
    }

    private JsonObject Reference(Type type)
    {
        if (seen.Add(type))
        {
            Components[type.Name] = Export(type);
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{type.Name}" };
    }

    private JsonNode Export(Type type) => Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Transform,
    });

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        Type type = context.TypeInfo.Type;
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(DateTimeOffset))
        {
            return Instant(isNullable: plain != type);
        }

        bool isNested = !context.Path.IsEmpty;
        if (!isNested || context.TypeInfo.Kind is not JsonTypeInfoKind.Object)
        {
            return schema;
        }

        // Each record stands once, under its name; where it may be absent, beside null.
        bool isNullable = schema["type"] is JsonArray;
        JsonObject reference = Reference(plain);
        return isNullable
            ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
            : reference;
    }

    private static JsonObject Instant(bool isNullable) => new()
    {
        ["type"] = isNullable ? new JsonArray("string", "null") : "string",
        ["format"] = "date-time",
    };
}
