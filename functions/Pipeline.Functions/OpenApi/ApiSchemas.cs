using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.OpenApi;

/// <summary>Schemas of the records of requests and answers, each once under its name among the document's components.</summary>
internal sealed class ApiSchemas(OpenApiDocument document)
{
    private static readonly JsonSerializerOptions Options = MakeOptions();

    /// <summary>Those that have another name than their type: pages are of one type and have the names of their lists.</summary>
    private static readonly FrozenDictionary<Type, string> Names = typeof(PipelineJson).GetCustomAttributesData()
        .Where(static attribute => attribute.AttributeType == typeof(JsonSerializableAttribute) && attribute.NamedArguments.Count == 1)
        .ToFrozenDictionary(
            static attribute => (Type)attribute.ConstructorArguments[0].Value!,
            static attribute => (string)attribute.NamedArguments[0].TypedValue.Value!);

    private readonly OpenApiJsonReader reader = new();

    /// <summary>A reference to the schema of a record; simple types and lists in place.</summary>
    public IOpenApiSchema For(Type type) => Options.GetTypeInfo(type).Kind is JsonTypeInfoKind.Object
        ? Register(type)
        : Read(Export(type));

    /// <summary>The schema of a parameter, with its default.</summary>
    public IOpenApiSchema Inline(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        OpenApiSchema schema = Read(Export(type));
        if (type == typeof(string))
        {
            schema.Type = JsonSchemaType.String;
        }

        if (parameter is { HasDefaultValue: true, DefaultValue: int number })
        {
            schema.Type = JsonSchemaType.Integer;
            schema.Default = number;
            schema.Pattern = null;
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

    private OpenApiSchemaReference Register(Type type)
    {
        // Under its name before it is read, since it may hold itself.
        string name = Names.GetValueOrDefault(type, type.Name);
        if (document.AddComponent<IOpenApiSchema>(name, new OpenApiSchema()))
        {
            document.Components!.Schemas![name] = Read(Export(type));
        }

        return new OpenApiSchemaReference(name, document);
    }

    // A value of any shape is exported as true.
    private OpenApiSchema Read(JsonNode schema) => schema is JsonObject
        ? reader.ReadFragment<OpenApiSchema>(schema, OpenApiSpecVersion.OpenApi3_1, document, out _)!
        : new OpenApiSchema();

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
        _ = Register(plain);
        JsonObject reference = new() { ["$ref"] = $"#/components/schemas/{plain.Name}" };
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
