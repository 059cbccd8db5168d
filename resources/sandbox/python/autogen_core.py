"""What tools import of AutoGen for their signature. Nothing in the sandbox cancels: a call that is stopped ends with its process."""


class CancellationToken:
    def cancel(self):
        pass

    def is_cancelled(self):
        return False

    def add_callback(self, callback):
        pass

    def link_future(self, future):
        return future
