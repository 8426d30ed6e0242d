using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Backend.ConformanceTests.Reference;

/// <summary>Writes what a resolver received, so that a difference in coercion shows in the response.</summary>
internal static class Echo
{
    public static string Of(params (string Name, object? Value)[] values)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in values)
        {
            text.Append(name).Append('=');
            Append(text, value);
            text.Append(' ');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case string plain: text.Append('\'').Append(plain).Append('\''); break;
            case IFormattable number: text.Append(number.ToString(null, CultureInfo.InvariantCulture)).Append(':').Append(value.GetType().Name); break;
            case Uri or bool: text.Append(value); break;
            case IEnumerable list: AppendList(text, list); break;
            default: AppendObject(text, value); break;
        }
    }

    private static void AppendList(StringBuilder text, IEnumerable list)
    {
        text.Append('[');
        foreach (var item in list)
        {
            Append(text, item);
            text.Append(',');
        }

        text.Append(']');
    }

    private static void AppendObject(StringBuilder text, object value)
    {
        text.Append('{');
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            text.Append(property.Name).Append('=');
            Append(text, property.GetValue(value));
            text.Append(',');
        }

        text.Append('}');
    }
}
