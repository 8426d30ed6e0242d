using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL.Composition;

/// <summary>The directive by which the SDL says who may have a field.</summary>
internal sealed class AuthorizeDirective : Directive
{
    private const string DirectiveName = "authorize";
    private const string PermissionArgument = "permission";

    public AuthorizeDirective(IGraphType text) : base(DirectiveName, DirectiveLocation.FieldDefinition)
    {
        Description = "The field is for signed-in callers and, where a permission is named, for those who hold it in the request's workspace.";
        Arguments = new QueryArguments(new QueryArgument(text) { Name = PermissionArgument, Description = "The permission, such as `issue:update`." });
    }

    public static void Apply(FieldType field, FieldAuthorization authorization)
    {
        if (!authorization.Required)
            return;
        FieldGuards.Set(field, authorization);
        if (authorization.Permission is null)
            field.ApplyDirective(DirectiveName);
        else
            field.ApplyDirective(DirectiveName, PermissionArgument, authorization.Permission);
    }
}
