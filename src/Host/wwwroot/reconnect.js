// The two buttons of the notice that is shown while the line to the server is down.
document.getElementById('reconnect-again')?.addEventListener('click', async () => {
  if (!(await Blazor.reconnect())) location.reload();
});
document.getElementById('reconnect-reload')?.addEventListener('click', () => location.reload());
