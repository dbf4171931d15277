from django.urls import path

from activities.views import notifications, records, search

urlpatterns = [
    path("search/", search.SearchPage.as_view(), name="search"),
    path("notifications/", notifications.NotificationList.as_view(), name="notifications"),
    path("notes/<str:kind>/<int:pk>/", records.NoteCreate.as_view(), name="note_create"),
    path("tasks/<str:kind>/<int:pk>/", records.TaskCreate.as_view(), name="task_create"),
    path("tasks/<int:pk>/done/", records.TaskDone.as_view(), name="task_done"),
]
