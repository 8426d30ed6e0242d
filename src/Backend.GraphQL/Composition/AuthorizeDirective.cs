using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL.Composition;

/// <summary>The directive by which the SDL says who may have a field.</summary>
internal sealed class AuthorizeDirective : Directive
{
    private const string DirectiveName = "authorize";
    private const string PermissionArgument = "permission";

    public AuthorizeDirective(IGraphType text) : base(DirectiveName, DirectiveLocation.FieldDefinition, DirectiveLocation.Object)
    {
        Description = "The field, or every field that leads to the type, is for signed-in callers and, where a permission is named, for those who hold it in the request's workspace.";
        Arguments = new QueryArguments(new QueryArgument(text) { Name = PermissionArgument, Description = "The permission, such as `issue:update`." });
    }

    public static void Apply(IMetadataWriter element, FieldAuthorization authorization)
    {
        if (!authorization.Required)
            return;
        FieldGuards.Set(element, authorization);
        if (authorization.Permission is null)
            element.ApplyDirective(DirectiveName);
        else
            element.ApplyDirective(DirectiveName, PermissionArgument, authorization.Permission);
    }
}
