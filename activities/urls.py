from django.urls import path

from activities.views import choices, documents, notifications, records, search, tasks

urlpatterns = [
    path("search/", search.SearchPage.as_view(), name="search"),
    path("search/options/", search.Options.as_view(), name="options"),
    path("notifications/", notifications.NotificationList.as_view(), name="notifications"),
    path(
        "notifications/count/", notifications.NotificationCount.as_view(), name="notification_count"
    ),
    path(
        "notifications/<int:pk>/reading/",
        notifications.NotificationReading.as_view(),
        name="notification_reading",
    ),
    path("me/notifications/", choices.NoticeChoices.as_view(), name="notice_choices"),
    path("notes/<str:kind>/<int:pk>/", records.NoteCreate.as_view(), name="note_create"),
    path("tasks/", tasks.TaskList.as_view(), name="tasks"),
    path("tasks/export/", tasks.TaskExport.as_view(), name="task_export"),
    path("tasks/<str:kind>/<int:pk>/", records.TaskCreate.as_view(), name="task_create"),
    path("tasks/<int:pk>/done/", records.TaskDone.as_view(), name="task_done"),
    path("documents/<int:pk>/", documents.DocumentPage.as_view(), name="document"),
    path("documents/<int:pk>/retry/", documents.DocumentRetry.as_view(), name="document_retry"),
    path("documents/<int:pk>/file/", documents.DocumentFile.as_view(), name="document_file"),
]
