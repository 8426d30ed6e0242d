using Backend.Contracts.Collaboration;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.Collaboration.Comments;
using Backend.Modules.Collaboration.Demo;
using Backend.Platform;
using Backend.Platform.Live;
using Backend.Platform.Security;
using Backend.Platform.Seeding;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Collaboration;

/// <summary>What people say about the work: comments on issues.</summary>
public static class CollaborationModule
{
    /// <summary>Adds the module.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddCollaboration(this IServiceCollection services)
    {
        services.AddModule(typeof(CollaborationModule).Assembly);
        services.AddScoped<VisibleComments>();
        services.AddScoped<ICommentDirectory, CommentDirectory>();
        services.AddScoped<IIssueDeletedHandler, CommentsOfDeletedIssue>();
        services.AddScoped<IChangeAudience, CommentAudience>();
        services.AddScoped<ISeedStep, DemoCommentsSeed>();
        services.AddResourcePermission(CommentPermissions.Read, BuiltInRoles.Everyone);
        services.AddResourcePermission(CommentPermissions.Write, BuiltInRoles.Members);
        services.AddResourcePermission(CommentPermissions.Moderate, BuiltInRoles.Admins);
        return services;
    }
}
