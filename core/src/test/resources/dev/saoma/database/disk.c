/*
 * A disk that loses everything that was not synced, for LD_PRELOAD. Each fsync or fdatasync of a file of SAOMA_DISK_FOLDER
 * copies its content, as it is when the call begins, to SAOMA_DISK_KEPT: what a power cut leaves. A file that is new there
 * waits in the folder "unnamed" until its folder is synced, since only that keeps its name, and only that makes a deletion
 * last. Each call adds a line with the name of the file to SAOMA_DISK_LOG.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef int (*Sync)(int);

/* One call at a time, so that no older content replaces a newer one. */
static pthread_mutex_t disk = PTHREAD_MUTEX_INITIALIZER;

static void fail(const char *what) {
    perror(what);
    abort();
}

static const char *setting(const char *name) {
    const char *value = getenv(name);
    if (value == NULL) {
        fail(name);
    }
    return value;
}

static void join(char *path, const char *part, const char *name) {
    if (snprintf(path, PATH_MAX, "%s/%s%s", setting("SAOMA_DISK_KEPT"), part, name) >= PATH_MAX) {
        fail("path");
    }
}

/* Puts the name inside the folder into a buffer, empty for the folder itself. Returns whether the file is there. */
static int find(int fd, char *name) {
    char link[64];
    char path[PATH_MAX];
    struct stat state;
    const char *folder = setting("SAOMA_DISK_FOLDER");
    size_t length = strlen(folder);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0 || fstat(fd, &state) != 0 || state.st_nlink == 0) {
        return 0;
    }
    path[size] = '\0';
    if (strncmp(path, folder, length) != 0 || (path[length] != '/' && path[length] != '\0')) {
        return 0;
    }
    strcpy(name, path[length] == '/' ? path + length + 1 : "");
    return strchr(name, '/') == NULL;
}

/* Returns a descriptor that reads the file; another one only if needed, since closing it gives up the locks of the file. */
static int reading(int fd) {
    char link[64];
    if ((fcntl(fd, F_GETFL) & O_ACCMODE) != O_WRONLY) {
        return fd;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    return open(link, O_RDONLY);
}

static void copy(int fd, const char *to) {
    char buffer[65536];
    off_t at = 0;
    int in = reading(fd);
    int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (out < 0) {
        fail(to);
    }
    for (ssize_t size; (size = pread(in, buffer, sizeof buffer, at)) != 0; at += size) {
        if (size < 0 || write(out, buffer, size) != size) {
            fail(to);
        }
    }
    close(out);
    if (in != fd) {
        close(in);
    }
}

static void move(const char *from, const char *to) {
    if (rename(from, to) != 0) {
        fail(to);
    }
}

static void keep(const char *name) {
    char from[PATH_MAX];
    char to[PATH_MAX];
    join(from, "unnamed/", ".new");
    join(to, "", name);
    if (access(to, F_OK) != 0) {
        join(to, "unnamed/", name);
    }
    move(from, to);
}

/* Calls with the path of each file in a folder of SAOMA_DISK_KEPT, and with its name. */
static void each(const char *part, void (*call)(const char *, const char *)) {
    char path[PATH_MAX];
    join(path, part, "");
    DIR *folder = opendir(path);
    if (folder == NULL) {
        fail(path);
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_type == DT_REG && strcmp(entry->d_name, ".new") != 0) {
            join(path, part, entry->d_name);
            call(path, entry->d_name);
        }
    }
    closedir(folder);
}

static void keep_name(const char *unnamed, const char *name) {
    char to[PATH_MAX];
    join(to, "", name);
    move(unnamed, to);
}

static void lose_deleted(const char *kept, const char *name) {
    char path[PATH_MAX];
    if (snprintf(path, PATH_MAX, "%s/%s", setting("SAOMA_DISK_FOLDER"), name) >= PATH_MAX) {
        fail("path");
    }
    if (access(path, F_OK) != 0 && unlink(kept) != 0) {
        fail(kept);
    }
}

static void keep_names(void) {
    each("unnamed/", keep_name);
    each("", lose_deleted);
}

static void note(const char *name) {
    char line[PATH_MAX + 2];
    int size = snprintf(line, sizeof line, "%s\n", *name == '\0' ? "." : name);
    int out = open(setting("SAOMA_DISK_LOG"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (out < 0 || write(out, line, size) != size) {
        fail("SAOMA_DISK_LOG");
    }
    close(out);
}

static int synced(int fd, const char *function) {
    Sync real = (Sync)dlsym(RTLD_NEXT, function);
    char name[PATH_MAX];
    char fresh[PATH_MAX];
    if (!find(fd, name)) {
        return real(fd);
    }
    pthread_mutex_lock(&disk);
    if (*name != '\0') {
        join(fresh, "unnamed/", ".new");
        copy(fd, fresh);
    }
    int result = real(fd);
    int error = errno;
    if (result == 0 && *name != '\0') {
        keep(name);
    } else if (result == 0) {
        keep_names();
    }
    note(name);
    pthread_mutex_unlock(&disk);
    errno = error;
    return result;
}

int fsync(int fd) {
    return synced(fd, "fsync");
}

int fdatasync(int fd) {
    return synced(fd, "fdatasync");
}
