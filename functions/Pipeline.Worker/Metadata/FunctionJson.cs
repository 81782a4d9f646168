using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Metadata;

/// <summary>The <c>function.json</c> of a function. Source: functions-custom-handler.md §1.9.</summary>
internal static class FunctionJson
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of the file: two blanks of indentation, LF, a line end at the end, no byte order mark.</summary>
    public static string Write(FunctionDescriptor function)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("bindings");
            foreach (FunctionBinding binding in function.Bindings.OrderByDescending(IsTrigger))
            {
                WriteBinding(writer, binding);
            }

            if (function.Trigger is HttpTriggerAttribute)
            {
                WriteHttpOutput(writer, function.TriggerBinding.Name);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static bool IsTrigger(FunctionBinding binding) => binding.Attribute is TriggerBindingAttribute;

    private static void WriteBinding(Utf8JsonWriter writer, FunctionBinding binding)
    {
        writer.WriteStartObject();
        writer.WriteString("type", binding.Attribute.BindingType);
        writer.WriteString("direction", "in");
        writer.WriteString("name", binding.Name);
        binding.Attribute.WriteProperties(writer, binding.Parameter.ParameterType);
        writer.WriteEndObject();
    }

    private static void WriteHttpOutput(Utf8JsonWriter writer, string triggerName)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "http");
        writer.WriteString("direction", "out");
        writer.WriteString("name", triggerName.Equals("res", StringComparison.OrdinalIgnoreCase) ? "response" : "res");
        writer.WriteEndObject();
    }
}
